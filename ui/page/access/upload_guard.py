"""Protection of uploads if the library is read-only.

Gradio stores uploads before any handler is called.
"""

from ui.page.access.origins import Application, Message, Receive, Send, refuse

__all__ = ["UploadGuard"]

_UPLOAD = "/gradio_api/upload"


class UploadGuard:
    """ASGI middleware that answers 403 to uploads.

    Args:
        app: what is guarded.
        allowed: whether the library may be changed; with logins, Gradio requires one itself.
    """

    def __init__(self, app: Application, *, allowed: bool) -> None:
        self._app = app
        self._allowed = allowed

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it before its body is read."""
        sending = scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if sending and not self._allowed and scope["path"].rstrip("/").endswith(_UPLOAD):
            await refuse(scope, send, 403, "page.no_permission")
            return
        await self._app(scope, receive, send)

"""Limitation of the size of request bodies, which are read into memory."""

from starlette.exceptions import HTTPException

from ui.i18n.messages import message
from ui.page.access.origins import Application, Message, Receive, Send, asked_language, refuse
from ui.page.access.paths import is_upload

__all__ = ["BodyLimit"]

_MOST_BYTES = 20_000_000  # a whole conversation with its charts, sent to be exported, has 9 MB


class BodyLimit:
    """ASGI middleware that answers 413 to bodies that are too large; uploads have their own limits.

    Args:
        app: what is guarded.
        most_bytes: of a body.
    """

    def __init__(self, app: Application, most_bytes: int = _MOST_BYTES) -> None:
        self._app = app
        self._most_bytes = most_bytes

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, refuse it before its body is read, or stop reading the body."""
        if scope["type"] != "http" or is_upload(scope["path"]):
            await self._app(scope, receive, send)
            return
        lengths = [value for name, value in scope["headers"] if name.lower() == b"content-length"]
        if lengths and (not lengths[0].isdigit() or int(lengths[0][:16]) > self._most_bytes):
            await refuse(scope, send, 413, "api.too_large", most=self._most_bytes)
            return
        left = self._most_bytes

        async def received() -> Message:
            nonlocal left
            part = await receive()
            left -= len(part.get("body", b""))
            if left < 0:  # sent in parts, without its length
                language = asked_language(scope)
                raise HTTPException(413, message("api.too_large", language, most=self._most_bytes))
            return part

        await self._app(scope, received, send)

"""Limitation of requests to the paths that the page and programs use.

Gradio serves more: a stream that reports changes of its own source for as long as a client listens,
copies of a tab's components on disk, videos stored before they are checked, files and pages fetched
from other sites. Nothing here needs them, and a later Gradio may serve others.
"""

import re

from ui.page.access.origins import Application, Message, Receive, Send, refuse

__all__ = ["PathGuard", "is_upload"]

_UPLOAD = "/gradio_api/upload"

_EXACT = frozenset(
    {
        *("/", "/config", "/login", "/logout", "/theme.css", "/favicon.ico", "/robots.txt"),
        *("/manifest.json", "/v1/models", "/v1/chat/completions", "/v1/retrieval"),
        *("/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/app_id"),
        *("/gradio_api/user", "/gradio_api/login_check", "/gradio_api/token"),
        *("/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/cancel"),
        *("/gradio_api/reset", "/gradio_api/startup-events", "/gradio_api/theme.css"),
        *(_UPLOAD, "/gradio_api/upload_progress", "/gradio_api/mcp"),
    }
)
_BELOW = (
    *("/static/", "/assets/", "/svelte/", "/v1/models/", "/gradio_api/mcp/"),
    "/gradio_api/heartbeat/",  # of Gradio's client for programs
)
_ENDPOINT = re.compile(r"/gradio_api/(?:run|api|call|call/v2)/(?:ask|search|reports)(?:/|$)")


def is_upload(path: str) -> bool:
    """Whether files are sent to a path, under any root path."""
    return path.rstrip("/").endswith(_UPLOAD)


class PathGuard:
    """ASGI middleware that answers 404 to every other path.

    Args:
        app: what is guarded.
        root_path: of the page behind a proxy; it may be part of a request's path.
    """

    def __init__(self, app: Application, root_path: str = "") -> None:
        self._app = app
        self._root_path = root_path.rstrip("/")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it before its body is read."""
        if scope["type"] in ("http", "websocket") and not self._is_served(scope["path"]):
            await refuse(scope, send, 404, "access.unknown_path")
            return
        await self._app(scope, receive, send)

    def _is_served(self, path: str) -> bool:
        if self._root_path and path.startswith(f"{self._root_path}/"):
            path = path[len(self._root_path) :]
        exact = (path.rstrip("/") or "/") in _EXACT
        return exact or path.startswith(_BELOW) or _ENDPOINT.match(path) is not None

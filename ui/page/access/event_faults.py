"""Refusal of unknown events and sessions, on which Gradio fails with a traceback in the log."""

from ui.page.access.origins import Application, Message, Receive, Send, refuse

__all__ = ["EventFaults"]

_JOIN, _STREAM = "/gradio_api/queue/join", "/gradio_api/queue/data"


class EventFaults:
    """ASGI middleware that answers 404 to an unknown event, and ends the stream of an unknown tab.

    The handlers of events run elsewhere: none of their errors passes here.
    """

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, and answer for Gradio where it fails."""
        path = scope["path"].rstrip("/") if scope["type"] == "http" else ""
        try:
            await self._app(scope, receive, send)
        except KeyError:
            if not path.endswith(_JOIN):
                raise
            await refuse(scope, send, 404, "access.unknown_path")
        except RuntimeError:  # a status after the stream has begun
            if not path.endswith(_STREAM):
                raise
            await send({"type": "http.response.body", "body": b""})

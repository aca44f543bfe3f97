"""What Gradio leaves out of the head of its HTML documents: the title, and some of our style.

Its login form comes without the page's style sheet, so that our colours are undefined there. And of
the page's style sheet, it confines every rule within a media query to a part of the document.
"""

from qa.markup.html import Safe, element, fragment
from ui.page.access.origins import Application, Message, Receive, Send
from ui.page.theme import style

__all__ = ["DocumentHead", "document_head"]

_BEGIN = b"<head>"
_LENGTH = b"content-length"


def document_head(title: str) -> Safe:
    """Return the title, the style of the login, and that of what lies outside of Gradio's part."""
    sheets = ("palette", "login", "outside")
    styles = Safe(f"<style>{''.join(map(style, sheets))}</style>")
    return fragment([element("title", title), styles])


class DocumentHead:
    """ASGI middleware that adds `inside` to the head of every HTML document."""

    def __init__(self, app: Application, inside: str) -> None:
        self._app = app
        self._inside = inside.encode()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on; the start of an HTML document waits for its first bytes."""
        held: list[Message] = []

        async def send_with_head(sent: Message) -> None:
            if sent["type"] == "http.response.start" and _is_html(sent):
                held.append(sent)
                return
            if held:
                body = sent.get("body", b"")
                whole = body.replace(_BEGIN, _BEGIN + self._inside, 1)
                await send(_longer(held.pop(), len(whole) - len(body)))
                sent = {**sent, "body": whole}
            await send(sent)

        await self._app(scope, receive, send_with_head)


def _is_html(start: Message) -> bool:
    kinds = [value for name, value in start.get("headers", []) if name == b"content-type"]
    return any(kind.startswith(b"text/html") for kind in kinds)


def _longer(start: Message, more: int) -> Message:
    """Return the start of a response whose body is `more` bytes longer."""
    headers = [
        (name, str(int(value) + more).encode() if name == _LENGTH else value)
        for name, value in start["headers"]
    ]
    return {**start, "headers": headers}

"""Response headers, among them a policy that forbids requests to other hosts."""

from ui.page.access.origins import Application, Message, Receive, Send

__all__ = ["PageHeaders"]

# Gradio's own page needs inline scripts, and its templates are compiled in the browser.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' blob: data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode("ascii")),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


class PageHeaders:
    """ASGI middleware that adds the headers to every response."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to the response."""

        async def send_with_headers(sent: Message) -> None:
            if sent["type"] == "http.response.start":
                sent["headers"] = [*sent.get("headers", []), *_HEADERS]
            await send(sent)

        await self._app(scope, receive, send_with_headers)

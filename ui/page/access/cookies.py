"""Login cookies limited to this site.

Gradio sets its login cookie with SameSite=None, so that browsers send it with requests from other
sites, and a second one without Secure.
"""

from contextlib import suppress
from http.cookies import CookieError, SimpleCookie

from ui.page.access.origins import Application, Message, Receive, Send

__all__ = ["LoginCookies", "request_cookies", "site_only"]


class LoginCookies:
    """ASGI middleware that sets every cookie to SameSite=Lax, and to Secure behind TLS."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, and the response with its cookies limited to this site."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        secure = scope.get("scheme") == "https" or any(
            name == b"x-forwarded-proto" and value.strip().lower() == b"https"
            for name, value in scope["headers"]
        )

        async def send_with_cookies(sent: Message) -> None:
            if sent["type"] == "http.response.start":
                sent["headers"] = [
                    (name, site_only(value.decode("latin-1"), secure=secure).encode("latin-1"))
                    if name.lower() == b"set-cookie"
                    else (name, value)
                    for name, value in sent.get("headers", [])
                ]
            await send(sent)

        await self._app(scope, receive, send_with_cookies)


def request_cookies(scope: Message) -> dict[str, str]:
    """Return the cookies of a request by name; a malformed header has none."""
    cookies: dict[str, str] = {}
    for name, value in scope["headers"]:
        cookie: SimpleCookie = SimpleCookie()
        with suppress(CookieError):
            if name.lower() == b"cookie":
                cookie.load(value.decode("latin-1"))
                cookies |= {key: morsel.value for key, morsel in cookie.items()}
    return cookies


def site_only(header: str, *, secure: bool) -> str:
    """Return a Set-Cookie value with SameSite=Lax, HttpOnly kept, and Secure added if asked."""
    cookie: SimpleCookie = SimpleCookie()
    try:
        cookie.load(header)
    except CookieError:
        return header
    for morsel in cookie.values():
        morsel["samesite"] = "Lax"
        if secure:
            morsel["secure"] = True
    return cookie.output(header="", sep="\r\n").strip() or header

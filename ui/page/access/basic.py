"""HTTP Basic logins for programs: the API and the MCP tools, if logins are configured.

Gradio authenticates by cookie, does not protect its list of MCP tools and has no login for MCP
clients. A request with valid credentials is passed on with such a cookie; one to the MCP tools or
below `/v1` without either is answered 401.
"""

import base64
import binascii
import secrets
from typing import Any

import anyio.to_thread

from ui.page.access.cookies import request_cookies
from ui.page.access.logins import ADDRESS, LoginCheck, TooManyAttempts
from ui.page.access.origins import Application, Message, Receive, Send, address_of, refuse

__all__ = ["BasicLogin"]

_MCP, _PROGRAMS = "/gradio_api/mcp", "/v1/"
_CHALLENGE = (b"www-authenticate", b'Basic realm="govreport", charset="UTF-8"')


class BasicLogin:
    """ASGI middleware inside Gradio's application, whose tokens it adds to.

    Args:
        app: what is guarded.
        check: of logins; None without logins.
        keyed: whether programs use API keys below `/v1`, so that no login is required there.
    """

    def __init__(self, app: Application, check: LoginCheck | None, *, keyed: bool = False) -> None:
        self._app = app
        self._closed = (_MCP,) if keyed else (_MCP, _PROGRAMS)
        self._check = check
        self._tokens: dict[str, str] = {}  # by name: one token per user

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, authenticated if it has credentials."""
        if self._check is None or scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        ADDRESS.set(address_of(scope))
        given = _credentials(scope)
        if given is not None:
            try:
                right = await anyio.to_thread.run_sync(self._check.allows, *given, ADDRESS.get())
            except TooManyAttempts as error:
                seconds = int(error.seconds) + 1
                retry = (b"retry-after", str(seconds).encode("ascii"))
                await refuse(
                    scope, send, 429, "access.too_many_attempts", extra=[retry], seconds=seconds
                )
                return
            if not right:
                await refuse(scope, send, 401, "access.wrong_login", extra=[_CHALLENGE])
                return
            scope = self._logged_in(scope, given[0])
        elif any(part in scope["path"] for part in self._closed) and not _has_token(scope):
            await refuse(scope, send, 401, "access.login_needed", extra=[_CHALLENGE])
            return
        await self._app(scope, receive, send)

    def _logged_in(self, scope: Message, name: str) -> Message:
        """Return the request with Gradio's login cookie."""
        application: Any = scope["app"]
        token = self._tokens.get(name)
        if token is None or application.tokens.get(token) != name:
            token = self._tokens[name] = secrets.token_urlsafe(16)
            application.tokens[token] = name
        cookie = f"access-token-{application.cookie_id}={token}".encode("ascii")
        headers = [(key, value) for key, value in scope["headers"] if key != b"cookie"]
        return {**scope, "headers": [*headers, (b"cookie", cookie)]}


def _credentials(scope: Message) -> tuple[str, str] | None:
    """Return name and password of a Basic Authorization header; None if there is none."""
    for key, value in scope["headers"]:
        scheme, _, rest = value.partition(b" ")
        if key != b"authorization" or scheme.lower() != b"basic":
            continue
        try:
            text = base64.b64decode(rest.strip(), validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
        name, _, password = text.partition(":")
        return name, password
    return None


def _has_token(scope: Message) -> bool:
    """Whether the request has the cookie of a logged-in user."""
    application: Any = scope["app"]
    names = (
        f"access-token-{application.cookie_id}",
        f"access-token-unsecure-{application.cookie_id}",
    )
    cookies = request_cookies(scope)
    return any(cookies.get(name) in application.tokens for name in names)

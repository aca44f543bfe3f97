"""Request filtering by Host and Origin: allowed host names, and pages of the same origin.

Gradio accepts every origin with credentials if its own host name is not a local one, so that a
foreign page could act as a logged-in user, and a name rebound to this machine (DNS rebinding) could
do so even without a proxy.
"""

import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ui.i18n.messages import DEFAULT_LANGUAGE, LANGUAGES, message

__all__ = [
    "Application",
    "Authority",
    "Message",
    "Receive",
    "RequestGuard",
    "Send",
    "address_of",
    "asked_language",
    "parse_authority",
    "refuse",
    "served_names",
]

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Host name and port of an address; a port of None is the scheme's own."""

    name: str
    port: int | None


def parse_authority(text: str) -> Authority | None:
    """Return host name and port of `example.org:8443` or `[::1]:7860`; None if malformed."""
    try:
        parts = urlsplit(f"//{text}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not name or parts.path or parts.query or parts.fragment or parts.username is not None:
        return None
    return Authority(name=name.rstrip("."), port=port)


def served_names(bound: str, allowed: Iterable[str] = ()) -> frozenset[str]:
    """Return the allowed host names, beside IP addresses.

    IP addresses are always allowed: only a name can be rebound to another machine.

    Args:
        bound: the address that the server listens on.
        allowed: further names, such as that of a proxy.
    """
    names = {*_LOOPBACK_NAMES, bound.strip("[]").lower(), *(name.lower() for name in allowed)}
    if bound in ("0.0.0.0", "::", "[::]"):  # noqa: S104  (explicitly requested, not a default)
        names.add(socket.gethostname().lower())
    return frozenset(names)


class RequestGuard:
    """ASGI middleware that answers 403 to unknown hosts and to pages of other origins.

    Args:
        app: what is guarded.
        names: allowed host names.
    """

    def __init__(self, app: Application, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = _headers(scope)
        key = self._fault(headers)
        if key is None:
            await self._app(scope, receive, send)
            return
        host = headers.get("host", "")[:100]
        await refuse(scope, send, 403, key, host=host, origin=headers.get("origin", "")[:100])

    def _fault(self, headers: Mapping[str, str]) -> str | None:
        """Return the message key of the reason for a refusal; None if the request is allowed."""
        host = parse_authority(headers.get("host", ""))
        if host is None or not (host.name in self._names or _is_address(host.name)):
            return "access.unknown_host"
        origin = headers.get("origin")
        if origin is not None:
            return None if _same_origin(origin, host) else "access.foreign_origin"
        foreign = headers.get("sec-fetch-site") in ("cross-site", "same-site")
        navigating = headers.get("sec-fetch-mode") == "navigate"  # a link to the page
        return "access.foreign_origin" if foreign and not navigating else None


def _same_origin(origin: str, host: Authority) -> bool:
    """Whether an Origin header has the host of the request; `null` never does."""
    scheme, separator, rest = origin.partition("://")
    asking = parse_authority(rest) if separator else None
    if asking is None or scheme not in _DEFAULT_PORTS:
        return False
    default = _DEFAULT_PORTS[scheme]
    return asking.name == host.name and (asking.port or default) == (host.port or default)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _headers(scope: Message) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
    }


def address_of(scope: Message) -> str:
    """Return the address that a request comes from; empty if it is unknown."""
    client = scope.get("client")
    return client[0] if client else ""


def asked_language(scope: Message) -> str:
    """Return the first supported language of Accept-Language."""
    wanted = _headers(scope).get("accept-language", "")
    for part in wanted.split(","):
        language = part.strip()[:2].lower()
        if language in LANGUAGES:
            return language
    return DEFAULT_LANGUAGE


async def refuse(
    scope: Message,
    send: Send,
    status: int,
    key: str,
    *,
    extra: Iterable[tuple[bytes, bytes]] = (),
    **values: object,
) -> None:
    """Respond with a status and a sentence in the language of the request."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    body = message(key, asked_language(scope), **values).encode("utf-8")
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode("ascii")),
        *extra,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

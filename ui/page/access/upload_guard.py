"""Protection of uploads: who may send them, which names, how many bytes.

Gradio stores uploads before any handler is called.
"""

from pathlib import PurePath

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.formparsers import MultiPartException

from embeddings.reading.sources import FORMATS
from ui.i18n.messages import message
from ui.page.access.cookies import request_cookies
from ui.page.access.origins import (
    Application,
    Message,
    Receive,
    Send,
    address_of,
    asked_language,
    refuse,
)
from ui.page.access.paths import is_upload
from ui.page.access.upload_quota import UploadQuota
from ui.page.uploads import MOST_FILES

__all__ = ["UploadGuard"]

_SHOWN = 60  # characters of a file name in a message


class UploadGuard:
    """ASGI middleware that answers 403 to uploads, or limits them.

    Args:
        app: what is guarded.
        allowed: whether the library may be changed; with logins, Gradio requires one itself.
        login: whether logins are configured, so that bytes are counted by login, not by address.
        quota: bytes that may be sent.
    """

    def __init__(
        self,
        app: Application,
        *,
        allowed: bool,
        login: bool = False,
        quota: UploadQuota | None = None,
    ) -> None:
        self._app = app
        self._allowed = allowed
        self._login = login
        self._quota = quota or UploadQuota()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass the request on, refuse it before its body is read, or stop reading the body."""
        sending = scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if not sending or not is_upload(scope["path"]):
            await self._app(scope, receive, send)
            return
        if not self._allowed:
            await refuse(scope, send, 403, "page.no_permission")
            return
        headers = {name.lower(): value for name, value in scope["headers"]}
        person = _login(scope) if self._login else address_of(scope)
        length = headers.get(b"content-length", b"0")
        declared = int(length) if length.isdigit() and len(length) < 16 else 0
        if not self._quota.admits(person, declared):
            await refuse(scope, send, 429, "page.upload_quota")
            return
        language = asked_language(scope)
        try:
            names = _FileNames(headers.get(b"content-type", b""), language)
        except FormParserError:  # a boundary that no browser writes
            await refuse(scope, send, 400, "access.no_form")
            return

        async def received() -> Message:
            """Return the next part; Gradio deletes what it has stored of a refused body."""
            part = await receive()
            body = part.get("body", b"")
            if part["type"] == "http.disconnect":
                raise MultiPartException("the client has left")
            if not self._quota.takes(person, len(body)):
                raise MultiPartException(message("page.upload_quota", language))
            names.check(body)
            return part

        await self._app(scope, received, send)


class _FileNames:
    """Reads the file names of a multipart body as it arrives."""

    def __init__(self, content_type: bytes, language: str) -> None:
        self._language = language
        self._header, self._value = bytearray(), bytearray()
        self._files = 0
        _, options = parse_options_header(content_type)
        self._parser = MultipartParser(
            options.get(b"boundary") or b"-",
            {
                "on_header_field": lambda data, start, end: self._header.extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
                "on_header_end": self._ended,
            },
        )

    def check(self, body: bytes) -> None:
        """Read a part of the body.

        Raises:
            MultiPartException: for a file that is no report by its name, or too many files.
        """
        self._parser.write(body)

    def _ended(self) -> None:
        header, value = bytes(self._header).lower(), bytes(self._value)
        self._header.clear()
        self._value.clear()
        _, options = parse_options_header(value)
        if header != b"content-disposition" or b"filename" not in options:
            return
        self._files += 1
        if self._files > MOST_FILES:
            raise self._refused("page.upload_many", limit=MOST_FILES)
        name = PurePath(options[b"filename"].decode("utf-8", "replace")).name
        if PurePath(name).suffix.lower() not in FORMATS:
            raise self._refused("page.upload_format", name=name[:_SHOWN])

    def _refused(self, key: str, **values: object) -> MultiPartException:
        return MultiPartException(message(key, self._language, **values))


def _login(scope: Message) -> str:
    """Return the token of the login that a request has; Gradio refuses an unknown one."""
    cookies = request_cookies(scope).items()
    return next((value for name, value in cookies if name.startswith("access-token-")), "")

"""The scripts and styles of Gradio's build, answered from memory.

A first visit asks for seventy of them. Gradio opens each file and compresses it anew whenever it is
asked for, in ten milliseconds, and lets no browser keep one. Each name ends in a hash of what the
file holds: under one name there is never anything else.
"""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

from embeddings.text.bounded_cache import BoundedCache
from ui.page.access.origins import Application, Message, Receive, Send

__all__ = ["BuildFiles"]

_BELOW = "/assets/"
_HASHED = re.compile(r"[\w.-]+-[\w-]{8,}\.(js|css)")
_KINDS = {"js": b"text/javascript; charset=utf-8", "css": b"text/css; charset=utf-8"}
_LARGEST = 512 << 10  # bytes; a larger one would keep other visitors waiting while it is compressed
_KEPT = 8 << 20  # bytes of files: the page needs one and a half million
_LEVEL = 5  # of compression: a page takes 30 ms, once
_FOREVER = b"public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    plain: bytes
    compressed: bytes
    kind: bytes


class BuildFiles:
    """ASGI middleware that answers requests for files of a build; passes on all others.

    Args:
        app: what answers the others.
        folder: of the build; files added to it later are not found here.
    """

    def __init__(self, app: Application, folder: Path) -> None:
        self._app, self._folder = app, folder
        self._names = frozenset(
            path.name
            for path in folder.glob("*")
            if _HASHED.fullmatch(path.name) and path.stat().st_size <= _LARGEST
        )
        self._files = BoundedCache[str, _File](
            _KEPT, size=lambda file: len(file.plain) + len(file.compressed)
        )

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request for a file; pass on any other."""
        is_get = scope["type"] == "http" and scope["method"] == "GET"
        name = scope["path"].rpartition(_BELOW)[2] if is_get else ""
        if name not in self._names:
            await self._app(scope, receive, send)
            return
        file = self._files.get(name, self._read)
        compressed = any(
            header == b"accept-encoding" and b"gzip" in value for header, value in scope["headers"]
        )
        body = file.compressed if compressed else file.plain
        headers = [
            (b"content-type", file.kind),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", _FOREVER),
            (b"vary", b"Accept-Encoding"),
            *([(b"content-encoding", b"gzip")] if compressed else []),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _read(self, name: str) -> _File:
        plain = (self._folder / name).read_bytes()
        kind = _KINDS[name.rpartition(".")[2]]
        return _File(plain=plain, compressed=gzip.compress(plain, _LEVEL, mtime=0), kind=kind)

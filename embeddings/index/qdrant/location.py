"""The address of a collection: `qdrant://HOST:6333/NAME`, over TLS `qdrants://HOST:6333/NAME`."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from embeddings.errors import InputError

__all__ = ["QdrantLocation"]

_SCHEMES = {"qdrant": "http", "qdrants": "https"}
_PORT = 6333
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class QdrantLocation:
    """The address of a server, and the name of an index on it."""

    url: str  # http://HOST:6333
    name: str

    @classmethod
    def parse(cls, text: str) -> "QdrantLocation":
        """Return the parsed address.

        Raises:
            InputError: an address of another form.
        """
        try:
            parts = urlsplit(text)
            host, port = parts.hostname, parts.port or _PORT
        except ValueError as error:
            raise InputError("engine_address", found=text) from error
        name = parts.path.strip("/")
        plain = not (parts.username or parts.password or parts.query or parts.fragment)
        if parts.scheme not in _SCHEMES or not host or not plain or not _NAME.fullmatch(name):
            raise InputError("engine_address", found=text)
        shown = f"[{host}]" if ":" in host else host
        return cls(url=f"{_SCHEMES[parts.scheme]}://{shown}:{port}", name=name)

"""Request bodies, validated field by field, and the faults of refused requests."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request

from embeddings.errors import GovreportError, IndexStateError, InputError
from embeddings.text.json_text import parse_json
from ui.i18n.messages import message

__all__ = ["Body", "RequestFault", "fault_of", "read_body"]

_LARGEST = (
    1_000_000  # bytes of a body: a conversation of a hundred turns has a few tens of thousands
)


class RequestFault(Exception):  # noqa: N818  (a response, not an error)
    """The reason for a refused request: a status and a sentence, worded in the request's language.

    Args:
        status: of the HTTP response.
        key: of the sentence.
        values: for its placeholders.
    """

    def __init__(self, status: int, key: str, **values: object) -> None:
        super().__init__(key)
        self.status = status
        self._key = key
        self._values = values

    def text(self, language: str) -> str:
        """Return the sentence in `language`, zh or en."""
        return message(self._key, language, **self._values)


class _OwnRequestFault(RequestFault):
    """An error of our tree as the response to a request."""

    def __init__(self, error: GovreportError, status: int) -> None:
        super().__init__(status, error.code)
        self._error = error

    def text(self, language: str) -> str:
        return self._error.text(language)


def fault_of(error: GovreportError) -> RequestFault:
    """Return the fault for an error of our tree: 400 for bad input, 503 without an index."""
    if isinstance(error, InputError):
        return _OwnRequestFault(error, 400)
    return _OwnRequestFault(error, 503 if isinstance(error, IndexStateError) else 500)


class Body:
    """The fields of a JSON object; one of the wrong type is a `RequestFault`."""

    def __init__(self, fields: Mapping[str, Any], place: str = "") -> None:
        self._fields = fields
        self._place = place

    def __contains__(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text; it is required without a default."""
        value = self._fields.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise self._fault(name, "text")
        return _encodable(value)

    def flag(self, name: str) -> bool:
        """Return whether a field is true; false if it is absent."""
        value = self._fields.get(name)
        if value is not None and not isinstance(value, bool):
            raise self._fault(name, "flag")
        return bool(value)

    def number(self, name: str, default: float) -> float:
        """Return a number."""
        value = self._fields.get(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._fault(name, "number")
        if not abs(value) <= sys.float_info.max:  # JSON knows no NaN, Python's reader does
            raise self._fault(name, "number")
        return value

    def whole(self, name: str, default: int) -> int:
        """Return an integer."""
        value = self.number(name, default)
        if value != int(value):
            raise self._fault(name, "number")
        return int(value)

    def years(self, name: str) -> tuple[int, ...] | None:
        """Return a list of years; None if it is absent."""
        values = self._list(name)
        if not all(isinstance(value, int) for value in values):
            raise self._fault(name, "years")
        return tuple(values) or None

    def texts(self, name: str) -> tuple[str, ...] | None:
        """Return a list of texts; None if it is absent."""
        values = self._list(name)
        if not all(isinstance(value, str) for value in values):
            raise self._fault(name, "texts")
        return tuple(map(_encodable, values)) or None

    def objects(self, name: str) -> tuple["Body", ...]:
        """Return a list of objects; empty if it is absent."""
        values = self._list(name)
        if not all(isinstance(value, dict) for value in values):
            raise self._fault(name, "objects")
        return tuple(
            Body(value, f"{self._path(name)}[{position}].") for position, value in enumerate(values)
        )

    def object(self, name: str) -> "Body":
        """Return an object; an empty one if it is absent."""
        value = self._fields.get(name)
        if value is not None and not isinstance(value, dict):
            raise self._fault(name, "object")
        return Body(value or {}, f"{self._path(name)}.")

    def raw(self, name: str) -> Any:
        """Return the value of a field; None if it is absent."""
        return self._fields.get(name)

    def _list(self, name: str) -> Sequence[Any]:
        value = self._fields.get(name)
        if value is not None and not isinstance(value, list):
            raise self._fault(name, "list")
        return value or []

    def _path(self, name: str) -> str:
        return f"{self._place}{name}"

    def _fault(self, name: str, kind: str) -> RequestFault:
        return RequestFault(400, f"api.field_{kind}", name=self._path(name))


def _encodable(text: str) -> str:
    """Return a text with U+FFFD for lone surrogates, which JSON may hold and UTF-8 may not."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


async def read_body(request: Request) -> Body:
    """Return the JSON object of a request.

    Raises:
        RequestFault: for a body that is too large or no JSON object.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise RequestFault(413, "api.too_large", most=_LARGEST)
    try:
        fields = parse_json(body.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise RequestFault(400, "api.no_json") from None
    if not isinstance(fields, dict):
        raise RequestFault(400, "api.no_json")
    return Body(fields)

"""The metadata of a report, each value with its origin; the first source with a value wins."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from embeddings.messages import Message
from embeddings.records import Kind
from embeddings.text.gazetteer import Gazetteer

__all__ = ["COLUMNS", "DERIVED", "FIELDS", "FILE_NAME", "TABLE", "TEXT", "FieldValues", "Metadata"]

FIELDS = ("title", "kind", "year", "region", "issuer", "date", "current_year", "period")
TEXT, FILE_NAME, TABLE, COLUMNS, DERIVED = (  # origins
    "text",
    "file name",
    "metadata.csv",
    "columns",
    "derived",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The metadata of a report, with origins (field → text, file name, …)."""

    title: str
    kind: Kind
    year: int | None
    region: str | None
    issuer: str | None
    date: str | None
    current_year: int | None
    period: tuple[int, int] | None
    origins: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Message, ...] = ()


@dataclass(slots=True)
class FieldValues:
    """Values by field, while sources are read; the first source with a value wins."""

    gazetteer: Gazetteer  # with the units that the report itself names
    values: dict[str, str | int | tuple[int, int]] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)

    def offer(self, name: str, value: str | int | tuple[int, int] | None, origin: str) -> None:
        """Set the value of `name` if there is none yet."""
        if value is not None and value != "" and name not in self.values:
            self.values[name] = value
            self.origins[name] = origin

    def text(self, name: str) -> str | None:
        """Return the value of `name` if it is a text."""
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        """Return the value of `name` if it is a number."""
        value = self.values.get(name)
        return value if isinstance(value, int) else None

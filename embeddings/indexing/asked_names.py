"""The gazetteer look-ups on which the reading of a file depends.

Files are read ahead, with the gazetteer of the reports known by then. A name learnt meanwhile
matters only if it occurs in a text that was looked up: a gazetteer finds nothing but its names, and
its entries never change.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from embeddings.text.gazetteer import Gazetteer

__all__ = ["AskedGazetteer", "is_outdated"]


@dataclass(frozen=True, kw_only=True, eq=False)
class AskedGazetteer(Gazetteer):
    """A gazetteer that records every text in which names are looked up."""

    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> "AskedGazetteer":
        """Return a recording copy of `gazetteer`."""
        return cls(**{each.name: getattr(gazetteer, each.name) for each in fields(Gazetteer)})

    def canonical(self, name: str) -> str | None:
        """Return what `Gazetteer.canonical` does."""
        self.asked.add(name)
        return super().canonical(name)

    def _names_in(self, text: str) -> Iterator[tuple[int, str]]:
        self.asked.add(text)
        return super()._names_in(text)

    def split_name(self, name: str) -> tuple[str | None, str]:
        """Return what `Gazetteer.split_name` does."""
        self.asked.add(name)
        return super().split_name(name)

    def with_unit(
        self, name: str, *, parent: str | None = None, aliases: Iterable[str] = ()
    ) -> Gazetteer:
        """Return what `Gazetteer.with_unit` does, recording its look-ups as well."""
        aliases = tuple(aliases)
        self.asked.update((name, *aliases))
        return super().with_unit(name, parent=parent, aliases=aliases)


def is_outdated(asked: Iterable[str], then: Gazetteer, now: Gazetteer) -> bool:
    """Return whether a reading with `then` might differ with its successor `now`.

    `asked` are the texts in which that reading looked up names.
    """
    if then is now:
        return False
    learnt = (now.names.keys() - then.names.keys()) | (now.held - then.held)
    return any(name in text for text in asked for name in learnt)

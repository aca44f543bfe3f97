"""What of a gazetteer the reading of a file depended on.

Files are read ahead with the gazetteer of the reports before them that are known by then. A name
that was learnt meanwhile matters only where it occurs in a text that was looked up: a gazetteer
finds nothing but its names, and what it says of one never changes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from embeddings.text.gazetteer import Gazetteer

__all__ = ["AskedGazetteer", "is_outdated"]


@dataclass(frozen=True, kw_only=True, eq=False)
class AskedGazetteer(Gazetteer):
    """A gazetteer that notes every text in which it is asked for names."""

    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> "AskedGazetteer":
        """Return what says the same as `gazetteer`."""
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
        """Return what `Gazetteer.with_unit` does, noting what is asked of that as well."""
        aliases = tuple(aliases)
        self.asked.update((name, *aliases))
        return super().with_unit(name, parent=parent, aliases=aliases)


def is_outdated(asked: Iterable[str], then: Gazetteer, now: Gazetteer) -> bool:
    """Return whether a reading with `then` might have gone another way with `now`, its successor.

    `asked` are the texts in which that reading asked for names.
    """
    if then is now:
        return False
    learnt = (now.names.keys() - then.names.keys()) | (now.held - then.held)
    return any(name in text for text in asked for name in learnt)

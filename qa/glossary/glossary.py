"""The terms that the reports of a snapshot explain."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from embeddings.records import Report
from embeddings.text.gazetteer import Gazetteer
from qa.glossary.asked_term import asked_terms, behind_place
from qa.glossary.term_notes import ExplainedTerm, explained_terms, folded_name
from qa.snapshot import Snapshot

__all__ = ["Glossary", "explained", "glossary_of"]


class Glossary:
    """Notes by the names of their terms.

    Args:
        reports: read whole, once.
        gazetteer: tells the places before a term.
    """

    def __init__(self, reports: Iterable[Report], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        found: defaultdict[str, list[ExplainedTerm]] = defaultdict(list)
        for report in reports:
            for note in explained_terms(report):
                for name in note.names:
                    found[name].append(note)
        self._notes: Mapping[str, list[ExplainedTerm]] = dict(found)

    def asked(self, question: str) -> tuple[str, tuple[ExplainedTerm, ...]]:
        """Return the term whose meaning is asked for, and the notes on it; "" where none is.

        A note whose whole term it is comes before one with several terms.
        """
        for term in asked_terms(question):
            for own in (term, self._without_place(term)):
                name = folded_name(own)
                notes = self._notes.get(name, ())
                if notes:
                    return own, tuple(sorted(notes, key=lambda note: note.names[0] != name))
        return "", ()

    def _without_place(self, term: str) -> str:
        """Return a term without the place before it: 晋城的三线一单."""
        for start, end, _ in self._gazetteer.find(term):
            if start == 0:
                return behind_place(term, end)
        return term


def explained(snapshot: Snapshot, question: str) -> tuple[str, tuple[ExplainedTerm, ...]]:
    """Return what `Glossary.asked` does; the reports are read once a term is asked for."""
    return glossary_of(snapshot).asked(question) if asked_terms(question) else ("", ())


def glossary_of(snapshot: Snapshot) -> Glossary:
    """Return the glossary of a snapshot, made once."""
    return snapshot.derived(
        Glossary, lambda: Glossary(snapshot.reports.values(), snapshot.gazetteer)
    )

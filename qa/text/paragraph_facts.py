"""What of a paragraph does not depend on the question, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from embeddings.language.figures import Figure, find_figures
from embeddings.language.time_expressions import Anchor, TimeWord, find_times
from embeddings.records import Paragraph, Report, Role
from embeddings.text.folding import bare, fold

__all__ = ["FactStore", "Facts"]


@dataclass(frozen=True, kw_only=True)  # no slots: what is read when it is asked for is kept
class Facts:
    """A paragraph read once; offsets are relative to the paragraph."""

    paragraph: Paragraph
    text: str
    folded: str
    heading: str  # the folded heading path
    role: Role
    anchor: Anchor

    @cached_property
    def bare(self) -> str:
        """What it says, without white space: equal for paragraphs that say the same."""
        return bare(self.text)

    @cached_property
    def times(self) -> tuple[TimeWord, ...]:
        """Its time words; questions without a year never ask."""
        return find_times(self.text, self.anchor, prose=True)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures; questions for no figure never ask."""
        return find_figures(self.text)


class FactStore:
    """The facts of the paragraphs of one snapshot, kept from question to question."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self.reports = reports
        self._facts: dict[tuple[str, int], Facts] = {}
        self._headings: dict[tuple[str, int | None], str] = {}

    def facts(self, report_id: str, number: int) -> Facts:
        """Return the facts of paragraph `number` (1-based) of a report."""
        key = (report_id, number)
        known = self._facts.get(key)
        if known is None:
            known = self._facts[key] = self._read(report_id, number)
        return known

    def _read(self, report_id: str, number: int) -> Facts:
        report = self.reports[report_id]
        paragraph = report.paragraphs[number - 1]
        text = report.text[paragraph.start : paragraph.end]
        place = (report_id, paragraph.section)
        heading = self._headings.get(place)
        if heading is None:
            heading = self._headings[place] = fold(" ".join(report.heading_path(paragraph)))
        return Facts(
            paragraph=paragraph,
            text=text,
            folded=fold(text),
            heading=heading,
            role=report.role_of(paragraph),
            anchor=Anchor.of_report(report),
        )

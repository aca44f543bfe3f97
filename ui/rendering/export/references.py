"""References after GB/T 7714-2015, in order of citation: 主要责任者. 题名[R]. 年份: 引文位置."""

from collections.abc import Mapping
from dataclasses import dataclass

from embeddings.records import Report
from qa.markup.plain_text import one_line
from qa.records import Citation

__all__ = ["Reference", "References", "reference"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A numbered reference with its cited excerpts."""

    number: int
    text: str
    excerpts: tuple[str, ...]


def reference(report: Report, paragraph: int) -> str:
    """Return a GB/T 7714-2015 reference to a paragraph of a report.

    A government work report is a report, [R]; the place cited is its natural paragraph, since
    the stored text has no pages of its own.
    """
    issuer = report.issuer or report.region
    parts = [
        f"{issuer}." if issuer else "",
        f"{report.title}[R].",
        f"{report.year}: 第{paragraph}段." if report.year else f"第{paragraph}段.",
    ]
    return one_line(" ".join(part for part in parts if part))


class References:
    """The references of an export, each once, in order of first citation."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._excerpts: dict[str, list[str]] = {}

    @property
    def all(self) -> tuple[Reference, ...]:
        """The references so far."""
        return tuple(
            Reference(number=number, text=text, excerpts=tuple(excerpts))
            for number, (text, excerpts) in enumerate(self._excerpts.items(), start=1)
        )

    def number(self, citation: Citation) -> int:
        """Return the citation's number; a new reference gets the next one."""
        report = self._reports[citation.report_id]
        return self.add(reference(report, citation.paragraph), citation.excerpt)

    def add(self, text: str, excerpt: str) -> int:
        """Add an excerpt to its reference, once; return the number of the reference."""
        excerpts = self._excerpts.setdefault(text, [])
        if excerpt not in excerpts:
            excerpts.append(excerpt)
        return list(self._excerpts).index(text) + 1

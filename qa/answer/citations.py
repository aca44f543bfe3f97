"""Citations: made by `cite` alone, verified when made and again when shown.

`qa.answer.verification.check` verifies a whole answer: its citations, its words and its figures.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from embeddings.records import Paragraph, Report
from qa.answer.claim_checks import Fault
from qa.quotes import LONGEST, SHORTEST, Quote
from qa.records import Citation

__all__ = ["Fault", "citable_span", "cite", "compose", "is_true"]

CUT = "…"


class ReportCollection(Protocol):
    """Whatever holds reports by id; every `PassageIndex` does."""

    @property
    def reports(self) -> Mapping[str, Report]:
        """The reports, by `report_id`."""
        ...


def cite(report: Report, quote: Quote, *, text_start: int, text_end: int) -> Citation:
    """Return the citation of `quote`, for the part `text_start:text_end` of an answer.

    Raises:
        ValueError: if the quote is not inside its paragraph, or shorter or longer than an excerpt
            may be (`qa.quotes`).
    """
    if not 1 <= quote.paragraph <= len(report.paragraphs):
        raise ValueError(
            f"report {report.report_id} has {len(report.paragraphs)} paragraphs, "
            f"none numbered {quote.paragraph}"
        )
    first, last = citable_span(report, report.paragraphs[quote.paragraph - 1])
    if not first <= quote.start < quote.end <= last:
        raise ValueError(
            f"{quote.start}:{quote.end} is not inside paragraph {quote.paragraph} "
            f"({first}:{last}) of report {report.report_id}"
        )
    excerpt = report.text[quote.start : quote.end]
    if not SHORTEST <= len(excerpt) <= LONGEST:
        raise ValueError(f"an excerpt has {SHORTEST}–{LONGEST} characters, not {len(excerpt)}")
    return Citation(
        report_id=report.report_id,
        title=report.title,
        file=report.sources[0].name if report.sources else "",
        paragraph=quote.paragraph,
        start=quote.start,
        end=quote.end,
        excerpt=excerpt,
        text_start=text_start,
        text_end=text_end,
    )


def citable_span(report: Report, paragraph: Paragraph) -> tuple[int, int]:
    """Return the span of stored text that a citation of `paragraph` may lie in.

    That is the paragraph; one shorter than an excerpt may be (12条。) is cited with the lines
    before it, which are its heading, or in their absence with those after it.
    """
    start, end = paragraph.start, paragraph.end
    while end - start < SHORTEST and start > 0:
        start = report.text.rfind("\n", 0, start - 1) + 1
    while end - start < SHORTEST and end < len(report.text):
        after = report.text.find("\n", end + 1)
        end = len(report.text) if after < 0 else after
    if start < paragraph.start:
        start = max(start, end - LONGEST)
    return start, end


def is_true(citation: Citation, reports: Mapping[str, Report]) -> bool:
    """Whether the excerpt is at the citation's place in the stored text; checked before showing."""
    report = reports.get(citation.report_id)
    if report is None or not 1 <= citation.paragraph <= len(report.paragraphs):
        return False
    first, last = citable_span(report, report.paragraphs[citation.paragraph - 1])
    return (
        first <= citation.start < citation.end <= last
        and SHORTEST <= len(citation.excerpt) <= LONGEST
        and report.text[citation.start : citation.end] == citation.excerpt
    )


def compose(
    quotes: Sequence[Quote], reports: Mapping[str, Report], *, lead: Sequence[str] = ()
) -> tuple[str, tuple[Citation, ...]]:
    """Return the quotes joined by `…`, and a citation for each.

    A quote too short to cite is cited with the words around it; the text keeps the short one.
    `lead` may hold words to set before each quote, such as 2016年：, which are not quoted.
    """
    text = ""
    citations: list[Citation] = []
    for number, quote in enumerate(quotes):
        report = reports[quote.report_id]
        if number:
            text += CUT if not lead else "；"
        text += lead[number] if number < len(lead) else ""
        start = len(text)
        text += report.text[quote.start : quote.end]
        wide = _widened(quote, report)
        citations.append(cite(report, wide, text_start=start, text_end=len(text)))
    return text, tuple(citations)


def _widened(quote: Quote, report: Report) -> Quote:
    """Return a quote long enough to cite, extended to the left first, where its subject is."""
    paragraph = report.paragraphs[quote.paragraph - 1]
    missing = SHORTEST - (quote.end - quote.start)
    if missing <= 0:
        return quote
    first, last = citable_span(report, paragraph)
    if (first, last) == (paragraph.start, paragraph.end):
        start = max(first, quote.start - missing)
        end = min(last, quote.end + missing - (quote.start - start))
    else:  # a heading is cited whole
        start, end = first, last
    return Quote(report_id=quote.report_id, paragraph=quote.paragraph, start=start, end=end)

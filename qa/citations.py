"""Citations that cannot lie: made by `cite` alone, checked when made and again when shown.

`check` holds a whole answer against the reports: its citations, its words and its figures.
"""

import operator
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from embeddings.records import Report
from qa.claims import Fault, claim_faults
from qa.figures import Figure, find_figures, is_supported
from qa.records import Answer, Citation, Computed

__all__ = ["LONGEST", "SHORTEST", "Fault", "Quote", "check", "cite", "compose", "is_true"]

SHORTEST, LONGEST = 6, 200  # characters of an excerpt: a shorter one proves nothing
CUT = "…"
_JOINTS = re.compile(r"[…；。，、：\s]+|相差")
_ORDERS = {"<": operator.lt, ">": operator.gt, "=": operator.eq}  # of a verdict: 2016年更大


class ReportCollection(Protocol):
    """Whatever holds reports by id; every `PassageIndex` does."""

    @property
    def reports(self) -> Mapping[str, Report]:
        """The reports, by `report_id`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A part of a paragraph that an answer quotes; offsets in the stored report text."""

    report_id: str
    paragraph: int  # 1-based
    start: int
    end: int


def cite(report: Report, quote: Quote, *, text_start: int, text_end: int) -> Citation:
    """Return the citation of `quote`, for the part `text_start:text_end` of an answer.

    Raises:
        ValueError: if the quote is not inside its paragraph, or is too short or too long to
            prove anything.
    """
    if not 1 <= quote.paragraph <= len(report.paragraphs):
        raise ValueError(
            f"report {report.report_id} has {len(report.paragraphs)} paragraphs, "
            f"none numbered {quote.paragraph}"
        )
    paragraph = report.paragraphs[quote.paragraph - 1]
    if not paragraph.start <= quote.start < quote.end <= paragraph.end:
        raise ValueError(
            f"{quote.start}:{quote.end} is not inside paragraph {quote.paragraph} "
            f"({paragraph.start}:{paragraph.end}) of report {report.report_id}"
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


def is_true(citation: Citation, reports: Mapping[str, Report]) -> bool:
    """Whether the excerpt stands where the citation says; ask this before showing it."""
    report = reports.get(citation.report_id)
    if report is None or not 1 <= citation.paragraph <= len(report.paragraphs):
        return False
    paragraph = report.paragraphs[citation.paragraph - 1]
    return (
        paragraph.start <= citation.start < citation.end <= paragraph.end
        and SHORTEST <= len(citation.excerpt) <= LONGEST
        and report.text[citation.start : citation.end] == citation.excerpt
    )


def compose(
    quotes: Sequence[Quote], reports: Mapping[str, Report], *, lead: Sequence[str] = ()
) -> tuple[str, tuple[Citation, ...]]:
    """Return the text made of the quotes, `…` between them, and a citation for each.

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
    """Return a quote that is long enough to cite, grown to the left first: there is its subject."""
    paragraph = report.paragraphs[quote.paragraph - 1]
    missing = SHORTEST - (quote.end - quote.start)
    if missing <= 0:
        return quote
    start = max(paragraph.start, quote.start - missing)
    end = min(paragraph.end, quote.end + missing - (quote.start - start))
    return Quote(report_id=quote.report_id, paragraph=quote.paragraph, start=start, end=end)


def check(answer: Answer, index: ReportCollection) -> tuple[Fault, ...]:
    """Return what is wrong with an answer; empty where nothing was found.

    Quoted answers are held to the letter, worded ones (`generated`) to their facts.
    """
    faults: list[Fault] = []
    covered = bytearray(len(answer.text))
    for citation in answer.citations:
        report = index.reports.get(citation.report_id)
        if report is None or not is_true(citation, index.reports):
            faults.append(Fault.CITATION)
            continue
        if citation.title != report.title:
            faults.append(Fault.CITATION)
        start, end = citation.text_start, citation.text_end
        if not 0 <= start < end <= len(answer.text):
            faults.append(Fault.CITATION)
            continue
        covered[start:end] = b"\x01" * (end - start)
        said = answer.text[start:end]
        if answer.generated:
            faults += claim_faults(said, citation.excerpt, report)
        elif said not in citation.excerpt:
            faults.append(Fault.QUOTATION)
    faults += _uncovered(answer, covered)
    faults += _miscalculated(answer.computed, [citation.excerpt for citation in answer.citations])
    return tuple(dict.fromkeys(faults))


def _uncovered(answer: Answer, covered: bytearray) -> list[Fault]:
    """Return the fault of words that no citation stands behind, save joints and computed ones."""
    rest = "".join(
        letter if not taken else "…" for letter, taken in zip(answer.text, covered, strict=True)
    )
    # the longest first: 2016年更大 holds 2016年
    for value in sorted((one.value for one in answer.computed), key=len, reverse=True):
        rest = rest.replace(value, "")
    for start, end in answer.unsupported:
        rest = rest.replace(answer.text[start:end], "")
    return [Fault.UNQUOTED] if _JOINTS.sub("", rest) else []


def _miscalculated(computed: Sequence[Computed], excerpts: Sequence[str]) -> list[Fault]:
    """Return the faults of differences and verdicts that do not follow from cited figures."""
    faults: list[Fault] = []
    for one in computed:
        if one.operation not in {"difference", *_ORDERS}:
            continue
        values = [find_figures(operand) for operand in one.operands]
        pair = [found[0] for found in values if found]
        follows = len(pair) == 2 and _follows(one, *pair)
        if not follows or not all(is_supported(figure, excerpts) for figure in pair):
            faults.append(Fault.CALCULATION)
    return faults


def _follows(computed: Computed, first: Figure, second: Figure) -> bool:
    """Whether a difference or a verdict follows from the figures."""
    if computed.operation in _ORDERS:
        return bool(_ORDERS[computed.operation](first.low, second.low))
    result = find_figures(computed.value)
    return bool(result) and first.low - second.low == result[0].low

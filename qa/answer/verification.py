"""Verification of a whole answer against the reports: its citations, its words, its figures."""

import operator
import re
from collections.abc import Sequence

from embeddings.language.figures import Figure, find_figures, is_supported
from qa.answer.citations import ReportCollection, is_true
from qa.answer.claim_checks import Fault, claim_faults
from qa.records import Answer, Computed

__all__ = ["check"]

_JOINTS = re.compile(r"[…；。，、：·→\s]+|相差")


_ORDERS = {"<": operator.lt, ">": operator.gt, "=": operator.eq}  # of a verdict: 2016年更大


def check(answer: Answer, index: ReportCollection) -> tuple[Fault, ...]:
    """Return the faults of an answer; empty if none was found.

    Quoted answers must match letter by letter, generated ones by the checks of `claim_checks`.
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
    """Return the fault of words that no citation covers, joints and computed words aside."""
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

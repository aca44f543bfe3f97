"""Checks of a generated sentence against its excerpt: figures, negation, aspect, years, regions.

Used where a text is generated, not quoted. Surface features alone are compared: an empty result
means that no contradiction of these kinds was found, not that the sentence is true.
"""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from embeddings.language.clauses import clauses
from embeddings.language.figures import Figure, find_figures, same_figure
from embeddings.language.negation import NEGATED
from embeddings.language.tense_cues import ACHIEVED_CLAIM, PLANNED_CLAIM
from embeddings.language.time_expressions import Anchor, find_times
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from embeddings.text.gazetteer import BUNDLED

__all__ = ["Fault", "claim_faults"]


class Fault(StrEnum):
    """What is wrong with an answer."""

    CITATION = "citation"  # the excerpt is not at the place that the citation gives
    QUOTATION = "quotation"  # the text differs from the excerpt
    UNQUOTED = "unquoted"  # a part of the text has no citation
    FIGURE = "figure"  # a figure is in no excerpt, or belongs to other words there
    NEGATION = "negation"  # affirms what the excerpt negates, or the reverse
    ROLE = "role"  # a target presented as a result, or the reverse
    YEAR = "year"  # a year that the excerpt is not about
    REGION = "region"  # a region that neither excerpt nor report is about
    CALCULATION = "calculation"  # a computed figure that is wrong


_NUMBER = lazy_regex(r"\d+(?:\.\d+)?")
_CLEARLY = 0.2  # by how much more of the words before a figure must match at another place


def claim_faults(claim: str, excerpt: str, report: Report) -> tuple[Fault, ...]:
    """Return the faults of `claim`: where the excerpt contradicts or does not support it."""
    faults: list[Fault] = []
    claim, excerpt = fold(claim), fold(excerpt)
    proofs = find_figures(excerpt)
    for figure in find_figures(claim):
        if figure.unit == "年" and figure.low >= 1900:
            continue  # years are compared below
        if not _is_supported(figure, claim, proofs, excerpt):
            faults.append(Fault.FIGURE)
            break
    if Fault.FIGURE not in faults and not _counted(claim, excerpt):
        faults.append(Fault.FIGURE)
    if bool(NEGATED.search(claim)) != bool(NEGATED.search(_nearest(claim, excerpt))):
        faults.append(Fault.NEGATION)
    if _role_changed(claim, excerpt):
        faults.append(Fault.ROLE)
    if not _years(claim, report) <= _years(excerpt, report) | _years_of_report(report):
        faults.append(Fault.YEAR)
    places = BUNDLED.with_reports((report,))
    named = {name for _, _, name in places.find(claim)}
    known = {name for _, _, name in places.find(excerpt + report.title)} | {report.region}
    if not named <= known:
        faults.append(Fault.REGION)
    return tuple(faults)


def _is_supported(figure: Figure, claim: str, proofs: Sequence[Figure], excerpt: str) -> bool:
    """Whether an equal figure is in the excerpt, and no other figure matches better.

    Another one matches better if the words before it are clearly more like those before `figure`.
    """
    wanted = bigrams(_before(figure, claim), keep=_is_han)
    own, other = -1.0, 0.0
    for proof in proofs:
        there = bigrams(_before(proof, excerpt), keep=_is_han)
        share = len(wanted & there) / len(wanted) if wanted else 0.0
        if same_figure(figure, proof) and figure.unit == proof.unit:
            own = max(own, share)
        elif figure.unit_class == proof.unit_class:
            other = max(other, share)
    return own >= 0 and other - own < _CLEARLY


def _counted(claim: str, excerpt: str) -> bool:
    """Whether the excerpt contains every number as often as `claim` does: 第23届, 4号线 too."""
    there = Counter(_NUMBER.findall(excerpt))
    written = find_figures(excerpt)
    for number, count in Counter(_NUMBER.findall(claim)).items():
        if there[number] >= count or (len(number) == 4 and number[:2] in ("19", "20")):
            continue  # years are compared separately
        values = [f for f in find_figures(claim) if number in f.text.replace(",", "")]
        if not values or not all(any(same_figure(v, w) for w in written) for v in values):
            return False
        if there[number] and there[number] < count:
            return False
    return True


def _before(figure: Figure, text: str) -> str:
    """Return the words between the last figure (or clause border) and this one."""
    start = 0
    for clause in clauses(text):
        if clause.start <= figure.start < clause.end:
            start = clause.start
    for other in find_figures(text):
        if other.end <= figure.start:
            start = max(start, other.end)
    return text[start : figure.start]


def _nearest(claim: str, excerpt: str) -> str:
    """Return the clauses of the excerpt that the sentence takes its words from."""
    wanted = bigrams(claim, keep=_is_han)
    kept = []
    for clause in clauses(excerpt):
        piece = excerpt[clause.start : clause.end]
        own = bigrams(piece, keep=_is_han)
        if own and len(own & wanted) * 2 >= len(own):
            kept.append(piece)
    return "，".join(kept) or excerpt


def _role_changed(claim: str, excerpt: str) -> bool:
    near = _nearest(claim, excerpt)
    aimed, done = bool(PLANNED_CLAIM.search(claim)), bool(ACHIEVED_CLAIM.search(claim))
    aimed_there, done_there = bool(PLANNED_CLAIM.search(near)), bool(ACHIEVED_CLAIM.search(near))
    return (
        (aimed_there and not aimed and done and not done_there)
        or (aimed and not aimed_there and done_there)
        or (aimed_there and not aimed and done)
    )


def _years(text: str, report: Report) -> frozenset[int]:
    words = find_times(text, Anchor.of_report(report), prose=True)
    return frozenset(year for word in words for year in (word.first, word.last))


def _years_of_report(report: Report) -> frozenset[int]:
    """Return the years that a generated answer may give for what the report calls 今年."""
    return frozenset(year for year in (report.current_year, report.year) if year is not None)


def _is_han(letter: str) -> bool:
    return "一" <= letter <= "鿿"

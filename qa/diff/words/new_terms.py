"""New terms of a report, found in its own text; no list of terms is kept.

Candidates are the words in quotation marks, and runs of words that can form a name. Those in no
earlier report of the same place are kept. They are ranked by their frequency here, by how many
other reports of the year have them, and by how few of the years before: what is new everywhere is a
new term, what is new in this report alone is only a new wording.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from embeddings.records import Report
from qa.diff.words.corpus import Corpus
from qa.diff.words.names import distinct, name_counts, object_of, quoted_terms
from qa.diff.words.spread import Spread, is_fragment

__all__ = ["NewTerm", "new_terms"]

_BACKGROUND = 200  # maximum number of other reports of the year, and of the years before
_YEARS_BEFORE = 3  # of the background
_QUOTED_WORTH = 2.0  # of a term that the report itself marks as one
_BASE, _BEFORE_WEIGHT = 0.2, 5.0  # shares that a term has where no background says anything
_MOSTLY = 0.8  # of a term's mentions: as many inside a longer one, and it is none of its own
_LOOKED_AT = 60  # best terms among which those that contain each other are dropped
_SPREAD_ALONE = 0.2  # share of the year's reports from which one mention here suffices


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerm:
    """A term that is in no earlier report of the place."""

    term: str  # folded, without quotation marks
    count: int
    elsewhere: int  # other reports of the year that have it
    others: int  # other reports of the year that were searched
    score: float  # larger is newer; comparable within one report


def new_terms(
    report: Report, earlier: Sequence[Report], corpus: Corpus, reports: Mapping[str, Report],
    *, k: int = 10,
) -> tuple[NewTerm, ...]:  # fmt: skip
    """Return the newest terms of a report, best first.

    Args:
        report: whose terms are looked for.
        earlier: the earlier reports of its place; without any, no term is new.
        corpus: the folded texts of `reports`.
        reports: all reports, the background among them.
        k: how many at the most.
    """
    if not earlier:
        return ()
    own = corpus.folded(report.report_id).text
    known = corpus.spread([other.report_id for other in earlier])
    quoted = quoted_terms(report.text)
    same, before = _background(report, corpus, reports.values())
    found = {
        term: own.count(term)
        for term in {*quoted, *name_counts(report.text)}
        if not known.count(term) and term in own
    }
    # what is done anew with a thing that has been named before is no new name
    said = {term: object_of(term) for term in found.keys() - quoted}
    found = {
        term: count
        for term, count in found.items()
        if not (said.get(term) and known.count(said[term]))
    }
    enough = _SPREAD_ALONE * max(1, len(same))
    found = {
        term: count
        for term, count in found.items()
        if count > 1 or term in quoted or same.most(term) >= enough
    }
    spreads = {term: same.count(term) for term in found}
    weights = {term: count + spreads[term] for term, count in found.items()}
    longer = _heaviest_holders(weights)
    scored = []
    for term, count in found.items():
        if longer.get(term, 0) >= _MOSTLY * weights[term]:
            continue  # almost always part of a longer term
        if count < 2 and term not in quoted and spreads[term] < enough:
            continue
        share = spreads[term] / len(same) if len(same) else 0.0
        earlier_share = before.mentions(term) / len(before) if len(before) else 0.0
        worth = _QUOTED_WORTH if term in quoted else 1.0
        score = math.log2(1 + count) * worth * (_BASE + share)
        score /= _BASE + _BEFORE_WEIGHT * earlier_share
        scored.append(
            NewTerm(term=term, count=count, elsewhere=spreads[term], others=len(same), score=score)
        )
    scored.sort(key=lambda one: (-one.score, len(one.term), one.term))
    whole = (one for one in scored if one.term in quoted or not is_fragment(one.term, same))
    return distinct(list(islice(whole, _LOOKED_AT)), k)


def _background(report: Report, corpus: Corpus, reports: Iterable[Report]) -> tuple[Spread, Spread]:
    """Return the texts of other reports of the year, and of the years before."""
    if report.year is None:
        return Spread(()), Spread(())
    others = [r for r in reports if r.region != report.region and r.year is not None]
    same = [r for r in others if r.year == report.year][:_BACKGROUND]
    before = sorted(
        (r for r in others if 0 < report.year - (r.year or 0) <= _YEARS_BEFORE),
        key=lambda r: (report.year or 0) - (r.year or 0),
    )[:_BACKGROUND]
    return (
        corpus.spread([r.report_id for r in same]),
        corpus.spread([r.report_id for r in before]),
    )


def _heaviest_holders(counts: Mapping[str, int]) -> dict[str, int]:
    """Return for each term the weight of the heaviest longer term that contains it."""
    found: dict[str, int] = {}
    for holder, count in counts.items():
        for start in range(len(holder)):
            for end in range(start + 2, len(holder) + 1):
                part = holder[start:end]
                if part != holder and part in counts:
                    found[part] = max(found.get(part, 0), count)
    return found

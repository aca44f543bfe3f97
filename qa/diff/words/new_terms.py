"""New terms of a report, found in its own text; no list of terms is kept.

Candidates are the words in quotation marks, and runs of words that can form a name. Those in no
earlier report of the same place are kept. They are ranked by their frequency here, by how many
other reports of the year have them, and by how few of the years before: what is new everywhere is a
new term, what is new in this report alone is only a new wording.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeVar

import rjieba

from embeddings.records import Report
from embeddings.text.folding import fold
from qa.diff.words.corpus import Corpus, folded_term
from qa.diff.words.spread import Spread
from qa.text.part_of_speech import CLASSES

__all__ = ["NewTerm", "TermChange", "changed_terms", "new_terms"]

Row = TypeVar("Row", "NewTerm", "TermChange")

_LONGEST = 12  # characters of a term
_WORDS_MOST = 5
_BACKGROUND = 200  # maximum number of other reports of the year, and of the years before
_YEARS_BEFORE = 3  # of the background
_QUOTED = re.compile(r"[“\"「]([^”\"“」，。；、：]{2,12})[”\"」]")
_RUNS = re.compile(r"[0-9a-z+\u4e00-\u9fff〇]+")
_NAME_TAGS = frozenset(
    tag for name in ("noun", "gerund", "adjective", "verb") for tag in CLASSES[name]
) | {"nr", "ns", "nt", "nz", "k"}
_FIRST_TAGS = _NAME_TAGS - {*CLASSES["verb"], "k"}
_LAST_TAGS = _FIRST_TAGS - set(CLASSES["adjective"])
_QUOTED_WORTH = 2.0  # weight of a term in quotation marks
_BASE, _BEFORE_WEIGHT = 0.3, 5.0  # smoothing of the shares of background reports
_MOSTLY = 0.8  # share of mentions inside a longer term from which a term is a part of that one
_CONTEXTS = 5  # minimum mentions for the test by neighbours
_ALWAYS = 0.75  # share of mentions with one neighbour from which that belongs to the term
_JOINING = frozenset("的和与及以在为对把将从由是了等年")
_FEWEST_SAID = 4  # minimum mentions, here and before together, of a term that rose or fell
_RECOUNTED = 200  # best candidates whose mentions are counted exactly
_NAMED_KEPT = 32  # reports whose candidates are kept: those of a brief, and the last ones
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """A term more or less frequent than before, per 10,000 characters."""

    term: str
    before: float
    now: float
    count: int  # in this report


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
    quoted = _quoted(report.text)
    same, before = _background(report, corpus, reports.values())
    found = {
        term: own.count(term)
        for term in {*quoted, *_names(report.text)}
        if not known.count(term) and term in own
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
    whole = (one for one in scored if one.term in quoted or not _is_fragment(one.term, same))
    return _distinct(list(islice(whole, _LOOKED_AT)), k)


def _is_fragment(term: str, texts: Spread) -> bool:
    """Whether a term is nearly always preceded or followed by the same character.

    管服改革 after 放, 企业杠杆 before 率: part of a longer word, unless it is a particle.
    """
    for neighbours in texts.neighbours(term):
        total = neighbours.total()
        if total < _CONTEXTS:
            continue
        character, count = neighbours.most_common(1)[0]
        if count >= _ALWAYS * total and character.isalnum() and character not in _JOINING:
            return True
    return False


def changed_terms(
    report: Report, earlier: Sequence[Report], corpus: Corpus, *, k: int = 10
) -> tuple[tuple[TermChange, ...], tuple[TermChange, ...]]:
    """Return the terms with the greatest increase and decrease against the earlier reports' mean.

    Measured by the log-likelihood ratio of two Poisson rates (Dunning 1993).
    """
    if not earlier:
        return (), ()
    own = corpus.folded(report.report_id)
    others = [corpus.folded(other.report_id) for other in earlier]
    length = sum(other.length for other in others)
    named = _names(report.text)
    before_named: Counter[str] = Counter()
    for other in earlier:
        before_named.update(_names(other.text))
    likely = sorted(
        (
            (_log_likelihood(named[term], own.length, before_named[term], length), term)
            for term in named.keys() | before_named.keys()
            if named[term] + before_named[term] >= _FEWEST_SAID
        ),
        key=lambda row: (-row[0], row[1]),
    )
    rows = []
    for _, term in likely[:_RECOUNTED]:
        now, before = own.text.count(term), sum(other.text.count(term) for other in others)
        change = TermChange(
            term=term,
            before=round(10_000 * before / max(1, length), 2),
            now=round(10_000 * now / max(1, own.length), 2),
            count=now,
        )
        rows.append((_log_likelihood(now, own.length, before, length), change))
    rows.sort(key=lambda row: (-row[0], row[1].term))
    rose = [change for _, change in rows if change.now > change.before]
    fell = [change for _, change in rows if change.now < change.before]
    return _distinct(rose, k), _distinct(fell, k)


def _quoted(text: str) -> frozenset[str]:
    return frozenset(
        term for match in _QUOTED.finditer(fold(text)) if len(term := folded_term(match[1])) >= 2
    )


@lru_cache(maxsize=_NAMED_KEPT)
def _names(text: str) -> Counter[str]:
    """Return the runs of words that can form a name, with their counts."""
    counts: Counter[str] = Counter()
    for run in _RUNS.findall(folded_term(text)):
        words = rjieba.tag(run)
        for first, (_, tag) in enumerate(words):
            if tag not in _FIRST_TAGS:
                continue
            term = ""
            for word, last in words[first : first + _WORDS_MOST]:
                term += word
                if last not in _NAME_TAGS or len(term) > _LONGEST:
                    break
                if last in _LAST_TAGS and len(term) >= 3:
                    counts[term] += 1
    return counts


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


def _distinct(rows: Sequence[Row], k: int) -> tuple[Row, ...]:
    """Return the first k rows of which none contains another."""
    taken: list[Row] = []
    for row in rows:
        if any(row.term in other.term or other.term in row.term for other in taken):
            continue
        taken.append(row)
        if len(taken) == k:
            break
    return tuple(taken)


def _log_likelihood(one: int, one_size: int, other: int, other_size: int) -> float:
    """Return Dunning's log-likelihood ratio of two counts over texts of two sizes."""
    rate = (one + other) / max(1, one_size + other_size)
    total = 0.0
    for count, size in ((one, one_size), (other, other_size)):
        if count:
            total += count * math.log(count / (rate * size))
    return 2 * total

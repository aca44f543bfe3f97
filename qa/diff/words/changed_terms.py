"""Terms that are more or less frequent in a report than in earlier ones, or absent from it."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.records import Report
from qa.diff.words.corpus import Corpus
from qa.diff.words.names import distinct, name_counts, quoted_terms
from qa.diff.words.spread import is_fragment
from qa.diff.words.term_counts import rate

__all__ = ["TermChange", "TermChanges", "changed_terms"]

_FEWEST_SAID = 4  # mentions, here and before together, of a term that rose or fell
_LAST = 5  # reports, the last ones, that say what is gone
_SAYING = 2  # of them at least; a term of one report was hardly in use
_QUOTED_WORTH = 1.5  # of a term that the last report itself marks as one
_RECOUNTED = 400  # of the likeliest: their mentions are counted by a plain search


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """A term more or less frequent than before, per 10,000 characters."""

    term: str
    before: float  # of those said no more: in the last five reports
    now: float
    count: int  # in this report


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChanges:
    """The terms that changed most, each list with the greatest change first."""

    risen: tuple[TermChange, ...] = ()
    fallen: tuple[TermChange, ...] = ()  # still said
    gone: tuple[TermChange, ...] = ()


def changed_terms(
    report: Report, earlier: Sequence[Report], corpus: Corpus, *, against: int = 10, k: int = 10
) -> TermChanges:
    """Return the terms that rose and fell most, and those that the report lacks.

    Risen and fallen are measured by the log-likelihood ratio of two Poisson rates (Dunning 1993).
    Gone are terms of the last report, and of another of the last five at least: those in more of
    them, the longer ones and the more frequent ones come first.

    Args:
        report: the later one.
        earlier: those before it, the latest first.
        corpus: the folded texts of all of them.
        against: how many of them, from the latest, risen and fallen ones are measured against.
        k: how many of each at the most.
    """
    if not earlier:
        return TermChanges()
    compared = earlier[:against]
    texts = corpus.spread([report.report_id, *(other.report_id for other in compared)])
    rows = [
        (score, change)
        for score, change in _rated(report, compared, corpus)
        if not is_fragment(change.term, texts)
    ]
    changes = [change for _, change in rows if change.count]
    return TermChanges(
        risen=distinct([one for one in changes if one.now > one.before], k),
        fallen=distinct([one for one in changes if one.now < one.before], k),
        gone=distinct(_gone(report, earlier[:_LAST], corpus), k),
    )


def _rated(
    report: Report, compared: Sequence[Report], corpus: Corpus
) -> list[tuple[float, TermChange]]:
    """Return the names whose rates changed, those that changed most first."""
    own = corpus.folded(report.report_id)
    others = [corpus.folded(other.report_id) for other in compared]
    length = sum(other.length for other in others)
    rows = []
    for term in _likeliest(report, compared, own.length, length):
        now, before = own.text.count(term), sum(other.text.count(term) for other in others)
        change = TermChange(
            term=term, before=rate(before, length), now=rate(now, own.length), count=now
        )
        rows.append((_log_likelihood(now, own.length, before, length), change))
    return sorted(rows, key=lambda row: (-row[0], row[1].term))


def _gone(report: Report, last: Sequence[Report], corpus: Corpus) -> list[TermChange]:
    """Return the terms of the last report that this one lacks, best first."""
    own = corpus.folded(report.report_id).text
    texts = corpus.spread([other.report_id for other in last])
    length = sum(corpus.folded(other.report_id).length for other in last)
    quoted = quoted_terms(last[0].text)
    rows = []
    for term in {*quoted, *name_counts(last[0].text)}:
        if term in own or texts.most(term) < min(_SAYING, len(last)):
            continue
        said, total = texts.count(term), texts.mentions(term)
        enough = said >= _SAYING if len(last) > 1 else total > 1 or term in quoted
        if not enough or (term not in quoted and is_fragment(term, texts)):
            continue
        weight = said * math.log2(1 + total) * math.sqrt(len(term))
        worth = weight * (_QUOTED_WORTH if term in quoted else 1.0)
        rows.append((worth, TermChange(term=term, before=rate(total, length), now=0.0, count=0)))
    return [change for _, change in sorted(rows, key=lambda row: (-row[0], row[1].term))]


def _likeliest(
    report: Report, earlier: Sequence[Report], length: int, earlier_length: int
) -> list[str]:
    """Return the names whose counts, as words were cut, changed most."""
    named = name_counts(report.text)
    before: Counter[str] = Counter()
    for other in earlier:
        before.update(name_counts(other.text))
    scored = sorted(
        (
            (-_log_likelihood(named[term], length, before[term], earlier_length), term)
            for term in named.keys() | before.keys()
            if named[term] + before[term] >= _FEWEST_SAID
        ),
    )
    return [term for _, term in scored[:_RECOUNTED]]


def _log_likelihood(one: int, one_size: int, other: int, other_size: int) -> float:
    """Return Dunning's log-likelihood ratio of two counts over texts of two sizes."""
    rate = (one + other) / max(1, one_size + other_size)
    total = 0.0
    for count, size in ((one, one_size), (other, other_size)):
        if count:
            total += count * math.log(count / (rate * size))
    return 2 * total

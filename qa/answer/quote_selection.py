"""Selection of the quotes: one window, or the clauses of several measures.

If two reports give different figures for the same year (expected and final), both are quoted, the
later report first.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from embeddings.language.figures import Figure, find_figures
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from embeddings.text.folding import fold, without_whitespace
from embeddings.text.sentences import SENTENCE_STOPS, sentence_spans
from qa.answer.listings.listing import Listing
from qa.answer.listings.measures import measures
from qa.evidence.evidence import Evidence
from qa.evidence.query import Query
from qa.evidence.window_features import WINDOW_FEATURES
from qa.evidence.windows import Window, length_limit
from qa.glossary.asked_term import asked_terms
from qa.question.answer_type import AnswerType
from qa.quotes import LONGEST, SHORTEST, Quote

__all__ = ["answering_sentences", "chosen_quotes"]

Matrix = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

_AS_LIKELY = 0.8  # ratio to the best window; below, a window is about something else
_RESULTS = 0.5  # probability that results are asked for; two targets are no conflict
_EXPLAINED = r"[”\"]?[\u4e00-\u9fff]{0,4}[:：](?=[^。]{4,}[;；])"  # behind a term
_TOLD_AT_LENGTH = {AnswerType.MEASURES, AnswerType.WHY, AnswerType.COMPARISON, AnswerType.OUTLINE}
_CAUSE = lazy_regex("因为|由于|主要是|为了|旨在|目的")
_ITEM_ENDS = lazy_regex("[;；。]")


def chosen_quotes(
    evidence: Evidence, reports: Mapping[str, Report], listing: Listing | None = None
) -> tuple[Quote, ...]:
    """Return the quotes that answer, the best first or, for measures, in reading order."""
    if listing is not None and listing.quotes:
        return listing.quotes
    if evidence.query.kind.kind is AnswerType.MEASURES:
        chosen = measures(evidence, listing)
        if chosen:
            return chosen
    best = evidence.windows[0]
    explained = _explanation(evidence.query.text, best.quote, reports)
    if explained is not None:
        return (explained,)
    if evidence.query.kind.kind is AnswerType.WHY:
        return (_up_to_purpose(best.quote, reports),)
    other = _conflicting(evidence, reports)
    if other is None:
        return (best.quote,)
    pair = (best.quote, other.quote)
    return tuple(sorted(pair, key=lambda quote: -(reports[quote.report_id].year or 0)))


def answering_sentences(
    quotes: tuple[Quote, ...],
    answers: Sequence[str],
    query: Query,
    reports: Mapping[str, Report],
) -> tuple[Quote, ...]:
    """Return a lone quote without the sentences before and after those that hold the answers.

    A window is as long as may be, for one that is too short does not answer. Where it is known
    which words answer, its other sentences are beside the question, unless they say words of it
    that those with the answers do not.

    Args:
        quotes: that were chosen.
        answers: short answers within them.
        query: the question.
        reports: by `report_id`.
    """
    if len(quotes) != 1 or not answers or query.kind.kind in _TOLD_AT_LENGTH:
        return quotes
    (quote,) = quotes
    said = reports[quote.report_id].text[quote.start : quote.end]
    places = [(said.find(answer), len(answer)) for answer in answers]
    first, last = min(places)[0], max(start + length for start, length in places)
    spans = [one for one in sentence_spans(said) if one[0] < last and one[1] > first]
    if first < 0 or not spans:
        return quotes
    start, end = spans[0][0], len(said[: spans[-1][1]].rstrip(SENTENCE_STOPS))
    left = fold(said[:start] + said[spans[-1][1] :])
    if end - start < SHORTEST or query.said_in(left) - query.said_in(fold(said[start:end])):
        return quotes
    return (replace(quote, start=quote.start + start, end=quote.start + end),)


def _up_to_purpose(quote: Quote, reports: Mapping[str, Report]) -> Quote:
    """Return a quote with the rest of its sentence: what a thing is done for follows it.

    Unchanged where that is longer than a quote may be, or the quote gives a cause.
    """
    report = reports[quote.report_id]
    if _CAUSE.search(report.text, quote.start, quote.end):
        return quote
    place = report.paragraphs[quote.paragraph - 1]
    said = report.text[place.start : place.end]
    sentences = sentence_spans(said)
    ends = [place.start + end for start, end in sentences if place.start + start < quote.end]
    end = len(report.text[: max(ends, default=quote.end)].rstrip(SENTENCE_STOPS))
    return replace(quote, end=end) if quote.end < end <= quote.start + LONGEST else quote


def _explanation(text: str, best: Quote, reports: Mapping[str, Report]) -> Quote | None:
    """Return a term that is asked for with the items that explain it: “1062”工程：…；…；….

    Only in the paragraph of the best quote, and as many items as a quote has room for.
    """
    report = reports[best.report_id]
    place = report.paragraphs[best.paragraph - 1]
    folded = fold(report.text[place.start : place.end])
    for term in asked_terms(text):
        led = re.search(re.escape(term) + _EXPLAINED, folded)
        if led is None:
            continue
        start = led.start() - folded.startswith("“", max(0, led.start() - 1))
        room = folded[: start + LONGEST]
        ends = [one.start() for one in _ITEM_ENDS.finditer(room, led.end())]
        sentence = folded.find("。", led.end())
        within = [end for end in ends if end <= sentence or sentence < 0]
        if within:
            return replace(best, start=place.start + start, end=place.start + within[-1])
    return None


def _conflicting(evidence: Evidence, reports: Mapping[str, Report]) -> Window | None:
    """Return a window of another report that answers with a different figure for the same year."""
    query, best = evidence.query, evidence.windows[0]
    if len(query.years) != 1 or not query.kind.wants_figure or query.results < _RESULTS:
        return None
    own = _figures(best, reports)
    room = length_limit(query.kind.kind) - best.length - 1
    year = WINDOW_FEATURES.index("year_sentence")
    coverage = WINDOW_FEATURES.index("coverage")
    for place, window in enumerate(evidence.windows[1:], start=1):
        if evidence.probabilities[place] < _AS_LIKELY * evidence.probabilities[0]:
            break
        rows = evidence.features[[0, place]]
        theirs = _figures(window, reports)
        if (
            window.quote.report_id != best.quote.report_id
            and window.length <= room
            and (rows[:, year] > 0).all()
            and rows[1, coverage] >= _AS_LIKELY * rows[0, coverage]
            and {figure.unit for figure in own} & {figure.unit for figure in theirs}
            and not {(f.low, f.unit) for f in own} & {(f.low, f.unit) for f in theirs}
            and not _says_too(best.quote, window.quote, reports)
        ):
            return window
    return None


def _says_too(quote: Quote, other: Quote, reports: Mapping[str, Report]) -> bool:
    """Whether the paragraph of `quote` contains the words of `other`: a repeated sentence."""
    report = reports[quote.report_id]
    place = report.paragraphs[quote.paragraph - 1]
    words = without_whitespace(reports[other.report_id].text[other.start : other.end])
    return words in without_whitespace(report.text[place.start : place.end])


def _figures(window: Window, reports: Mapping[str, Report]) -> tuple[Figure, ...]:
    quote = window.quote
    text = reports[quote.report_id].text[quote.start : quote.end]
    return tuple(f for f in find_figures(text) if f.unit not in {"年", "月", "日", "倍", ""})

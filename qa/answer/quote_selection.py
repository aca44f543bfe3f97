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
from qa.evidence.clauses import ClauseTable
from qa.evidence.evidence import Evidence
from qa.evidence.query import Query
from qa.evidence.window_features import WINDOW_FEATURES
from qa.evidence.windows import Window, length_limit
from qa.glossary.asked_term import asked_terms
from qa.question.answer_type import AnswerType
from qa.quotes import LONGEST, SHORTEST, Quote
from qa.text.clause_columns import ClauseView

__all__ = ["answering_sentences", "chosen_quotes"]

Matrix = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

# Characters, `…` included: if several measures are asked for, and if there may be only one.
_MEASURES_ROOM, _MEASURE_ROOM = 190, 145
_SEVERAL = lazy_regex(r"哪些|哪几|几[个项条招手]|措施|举措|办法|方面|招|动作|具体|下手|入手|几头")
_MEASURES_NAMED = lazy_regex(r"措施|举措|办法|方面|招(?![商聘生标])|动作|下手|入手|几头")
_NAMES = 0.4  # weight of the question's words from which a sentence names what is asked of
_NAMES_TOO = 0.6  # ratio to it, above which another sentence names it too
_ANSWER_TOO = 0.3  # ratio to its likeliest clause, above which other sentences answer as well
_MEASURES_PARAGRAPHS = 2  # measures for one purpose are in one paragraph, seldom in two
_WORTH_QUOTING = 0.05  # ratio to the likeliest clause; below, a clause is about something else
_NO_SCRAP = 0.3  # ratio to the likeliest clause from which a lone clause is kept
_AS_LIKELY = 0.8  # ratio to the best window; below, a window is about something else
_RESULTS = 0.5  # probability that results are asked for; two targets are no conflict
_EXPLAINED = r"[”\"]?[\u4e00-\u9fff]{0,4}[:：](?=[^。]{4,}[;；])"  # behind a term
_TOLD_AT_LENGTH = {AnswerType.MEASURES, AnswerType.WHY, AnswerType.COMPARISON, AnswerType.OUTLINE}
_ITEM_ENDS = lazy_regex("[;；。]")
_CLAUSES_WEIGHED = 6  # of a paragraph, when paragraphs are compared


def chosen_quotes(
    evidence: Evidence, reports: Mapping[str, Report], listing: Listing | None = None
) -> tuple[Quote, ...]:
    """Return the quotes that answer, the best first or, for measures, in reading order."""
    if listing is not None and listing.quotes:
        return listing.quotes
    if evidence.query.kind.kind is AnswerType.MEASURES:
        measures = _measures(evidence, listing)
        if measures:
            return measures
    best = evidence.windows[0]
    explained = _explanation(evidence.query.text, best.quote, reports)
    if explained is not None:
        return (explained,)
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
    if end - start < SHORTEST or _met(query, left) - _met(query, fold(said[start:end])):
        return quotes
    return (replace(quote, start=quote.start + start, end=quote.start + end),)


def _met(query: Query, text: str) -> set[int]:
    """Return the numbers of the words of the question that `text` says, in whatever form."""
    words = query.words
    pairs = zip(words.variants, words.owners.tolist(), strict=True)
    return {owner for form, owner in pairs if form in text}


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


def _measures(evidence: Evidence, listing: Listing | None) -> tuple[Quote, ...]:
    """Return the likeliest clauses of the paragraph that has most of them.

    Clauses that two reports have in the same words are quoted once.
    """
    table = evidence.table
    if table is None or evidence.scores is None:
        return ()
    views = [table.clause(row) for row in range(len(evidence.scores))]
    scores = evidence.scores
    weighed = []
    for passage in range(len(table.paragraphs)):
        own = np.sort(scores[table.passage == passage])[::-1][:_CLAUSES_WEIGHED]
        weighed.append(float(own.sum()))
    order = np.argsort(weighed)[::-1].tolist()
    rows_of = {passage: np.flatnonzero(table.passage == passage) for passage in order}
    item = _within(table, rows_of[order[0]], listing)
    paragraphs = order[:_MEASURES_PARAGRAPHS]
    if not (len(item) or _MEASURES_NAMED.search(evidence.query.text)):
        item = _named_sentence(evidence.query, scores, table, rows_of[order[0]])
    if len(item):
        paragraphs, rows_of[order[0]] = order[:1], item
    chosen: list[int] = []
    room = _MEASURES_ROOM if _SEVERAL.search(evidence.query.text) else _MEASURE_ROOM
    floor = _WORTH_QUOTING * float(scores.max())
    said: set[str] = set()  # in the other paragraph
    for paragraph in paragraphs:
        here: set[str] = set()
        text = table.paragraphs[paragraph].text
        rows = rows_of[paragraph]
        for row in rows[np.argsort(-scores[rows], kind="stable")].tolist():
            clause = views[row].clause
            size = clause.end - clause.start + 1
            listed = views[row].measure and paragraph == paragraphs[0]
            words = without_whitespace(text[clause.start : clause.end])
            if words not in said and size <= room and (listed or scores[row] >= floor):
                chosen.append(row)
                here.add(words)
                room -= size
        said |= here
    return _grouped(evidence, _without_scraps(views, scores, sorted(chosen)))


def _without_scraps(views: Sequence[ClauseView], scores: Matrix, rows: list[int]) -> list[int]:
    """Return `rows` without unlikely lone clauses that neither begin a sentence nor act."""
    chosen = set(rows)
    kept = [
        row
        for row in rows
        if views[row].measure
        or scores[row] >= _NO_SCRAP * scores.max()
        or {row - 1, row + 1} & chosen
        or row == 0
        or views[row - 1].clause.sentence != views[row].clause.sentence
    ]
    return kept or rows


def _within(table: ClauseTable, rows: Rows, listing: Listing | None) -> Rows:
    """Return the rows of a paragraph within the item asked about; none if there is no item."""
    if listing is None or listing.within is None or not len(rows):
        return rows[:0]
    view = table.paragraphs[int(table.passage[rows[0]])]
    paragraph, start, end = listing.within
    if (view.report_id, view.number) != (listing.report_id, paragraph):
        return rows[:0]
    kept = [row for row in rows.tolist() if _inside(table, row, view.start, start, end)]
    return np.array(kept, dtype=np.int64)


def _named_sentence(query: Query, scores: Matrix, table: ClauseTable, rows: Rows) -> Rows:
    """Return the rows of the one sentence that names what is asked of; none if there is no such.

    What a paragraph begins with is the subject of all of it, so its first sentence is none; nor is
    one that others, which do not name the thing, carry on.
    """
    words = query.words
    view = table.paragraphs[int(table.passage[rows[0]])]
    said: dict[int, str] = {}
    for row in rows.tolist():
        clause = table.clause(row).clause
        said[clause.sentence] = said.get(clause.sentence, "") + fold(
            view.text[clause.start : clause.end]
        )
    share = {
        sentence: float(sum(words.weights[one] for one in _met(query, text)))
        for sentence, text in said.items()
    }
    ordered = sorted(share, key=lambda sentence: -share[sentence])
    named = ordered[0]
    others = [share[one] for one in ordered[1:]]
    if not others or named == min(said) or share[named] < _NAMES:
        return rows[:0]
    if others[0] > _NAMES_TOO * share[named]:
        return rows[:0]
    own = np.array([table.clause(row).clause.sentence == named for row in rows.tolist()])
    likeliest = scores[rows[own]].max(), scores[rows[~own]].max()
    return rows[own] if likeliest[1] <= _ANSWER_TOO * likeliest[0] else rows[:0]


def _inside(table: ClauseTable, row: int, base: int, start: int, end: int) -> bool:
    clause = table.clause(row).clause
    return start <= base + clause.start and base + clause.end <= end


def _grouped(evidence: Evidence, rows: list[int]) -> tuple[Quote, ...]:
    """Return one quote per run of neighbouring clauses, none longer than a citation may be."""
    table = evidence.table
    quotes: list[Quote] = []
    last = -2
    for row in rows:
        if table is None:
            break
        view, clause = table.paragraphs[int(table.passage[row])], table.clause(row).clause
        start, end = view.start + clause.start, view.start + clause.end
        joined = row == last + 1 and quotes and quotes[-1].paragraph == view.number
        if joined and quotes[-1].report_id == view.report_id and end - quotes[-1].start <= LONGEST:
            start = quotes.pop().start
        quotes.append(Quote(report_id=view.report_id, paragraph=view.number, start=start, end=end))
        last = row
    return tuple(quotes)

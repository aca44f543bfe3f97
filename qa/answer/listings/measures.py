"""The measures for one purpose: the likeliest clauses of the part of a paragraph about it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold, without_whitespace
from qa.answer.listings.listing import Listing
from qa.evidence.clauses import ClauseTable
from qa.evidence.evidence import Evidence
from qa.evidence.query import Query
from qa.quotes import LONGEST, Quote
from qa.text.clause_columns import ClauseView

__all__ = ["measures"]

Matrix = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

# Characters, `…` included: if several measures are asked for, and if there may be only one.
_MEASURES_ROOM, _MEASURE_ROOM = 190, 145
_SEVERAL = lazy_regex(r"哪些|哪几|几[个项条招手]|措施|举措|办法|方面|招|动作|具体|下手|入手|几头")
_MEASURES_NAMED = lazy_regex(r"措施|举措|办法|方面|招(?![商聘生标])|动作|下手|入手|几头")
_NAMES = 0.4  # weight of the question's words from which a sentence names what is asked of
_NAMES_TOO = 0.6  # ratio to it, above which another sentence names it too
_ANSWER_TOO = 0.3  # ratio to its likeliest clause, above which other sentences answer as well
_BLOCK_TOO = 0.5  # the same of a block, which has more clauses
_HEADINGS_LEAST = 3  # short sentences without figures from which they are headings in a paragraph
_HEADING_MOST = 16  # characters
_FIGURE = lazy_regex(r"\d")
_MEASURES_PARAGRAPHS = 2  # measures for one purpose are in one paragraph, seldom in two
_WORTH_QUOTING = 0.05  # ratio to the likeliest clause; below, a clause is about something else
_NO_SCRAP = 0.3  # ratio to the likeliest clause from which a lone clause is kept
_CLAUSES_WEIGHED = 6  # of a paragraph, when paragraphs are compared


def measures(evidence: Evidence, listing: Listing | None) -> tuple[Quote, ...]:
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
    paragraphs = order[:_MEASURES_PARAGRAPHS]
    part = _part_about(evidence, table, rows_of[order[0]], listing)
    if len(part):
        paragraphs, rows_of[order[0]] = order[:1], part
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


def _part_about(
    evidence: Evidence, table: ClauseTable, rows: Rows, listing: Listing | None
) -> Rows:
    """Return the rows of the item, the block or the sentence asked about; none for all of them."""
    item = _within(table, rows, listing)
    if _MEASURES_NAMED.search(evidence.query.text):
        return item
    part = _Part(evidence.query, evidence.scores, table, item if len(item) else rows)
    block = part.block()
    if len(block):
        part = _Part(evidence.query, evidence.scores, table, block)
    several = _SEVERAL.search(evidence.query.text) is not None
    sentence = rows[:0] if several else part.sentence()
    return next((one for one in (sentence, block) if len(one)), item)


class _Part:
    """Rows of a paragraph by sentence: how much of the question each says, how likely it is."""

    def __init__(self, query: Query, scores: Matrix, table: ClauseTable, rows: Rows) -> None:
        self._query = query
        self._rows = rows
        clauses = [table.clause(row).clause for row in rows.tolist()]
        text = table.paragraphs[int(table.passage[rows[0]])].text
        self._of = np.array([clause.sentence for clause in clauses], dtype=np.int64)
        self._told: dict[int, list[str]] = {}
        self._chance: dict[int, float] = {}
        for row, clause in zip(rows.tolist(), clauses, strict=True):
            said = fold(text[clause.start : clause.end])
            self._told.setdefault(clause.sentence, []).append(said)
            best = self._chance.get(clause.sentence, 0.0)
            self._chance[clause.sentence] = max(best, float(scores[row]))

    def block(self) -> Rows:
        """Return the rows under the one short heading within the paragraph that is asked about.

        千方百计稳定就业。…完善多层次社会保障。… None where there are fewer than three of them.
        """
        begins = [one for one in self._told if self._is_heading(one)]
        if len(begins) < _HEADINGS_LEAST:
            return self._rows[:0]
        last = max(self._told) + 1
        blocks = [
            {one for one in self._told if start <= one < end}
            for start, end in zip(begins, [*begins[1:], last], strict=True)
        ]
        return self._alone(blocks, likely=_BLOCK_TOO)

    def sentence(self) -> Rows:
        """Return the rows of the one sentence that names what is asked of; none for no such one.

        What a paragraph begins with is the subject of all of it, so its first sentence is none; nor
        is one that others, which do not name the thing, carry on.
        """
        first = min(self._told)
        return self._alone([{one} for one in self._told if one != first], likely=_ANSWER_TOO)

    def _is_heading(self, sentence: int) -> bool:
        told = self._told[sentence]
        return len(told) == 1 and len(told[0]) <= _HEADING_MOST and not _FIGURE.search(told[0])

    def _alone(self, groups: Sequence[set[int]], *, likely: float) -> Rows:
        """Return the rows of the group of sentences that alone names what is asked of."""
        if not groups:
            return self._rows[:0]
        shares = [self._share(group) for group in groups]
        chances = [max(self._chance[one] for one in group) for group in groups]
        best = max(range(len(groups)), key=lambda place: (shares[place] >= _NAMES, chances[place]))
        left = [self._chance[one] for one in self._told if one not in groups[best]]
        others = [share for place, share in enumerate(shares) if place != best]
        if (
            not left
            or shares[best] < _NAMES
            or max(others, default=0.0) > _NAMES_TOO * shares[best]
            or max(left) > likely * chances[best]
        ):
            return self._rows[:0]
        return self._rows[np.isin(self._of, sorted(groups[best]))]

    def _share(self, group: set[int]) -> float:
        """Return the weight of the question's words that a group of sentences says."""
        said = "\n".join(clause for one in sorted(group) for clause in self._told[one])
        return self._query.share_in(said)


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

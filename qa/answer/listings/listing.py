"""The list that a question asks for: all items of one policy, or the one item that is meant.

A list answers if the evidence is in its announcement or spread over its items; if it is in one
item, the question is about that item, and its clauses are the measures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from embeddings.text.folding import fold
from qa.answer.listings.items import Item, Items, ListReader, without_ordinal
from qa.evidence.clauses import ClauseTable
from qa.evidence.evidence import Evidence
from qa.evidence.query import Query
from qa.question.answer_type import AnswerType
from qa.quotes import LONGEST, Quote
from qa.short_answers.enumerations import listed

__all__ = ["Listing", "asked_listing", "whole_listing"]

_ROOM = {
    AnswerType.LIST: (116, 245),
    AnswerType.MEASURES: (195, 390),
}  # characters: preferred, and maximum
_PROBLEMS = lazy_regex(r"短板|问题|不足|困难|差距|挑战|毛病|矛盾|弱项")
_PROBLEMS_SAID = lazy_regex(
    r"(?:困难|问题|不足|短板|差距|矛盾|挑战|风险|弱项)[^。]{0,16}(?:主要|表现|突出|不容|清醒|[:：])|"
    r"(?:清醒|存在|面临|看到|认识到|正视)[^。]{0,40}(?:困难|问题|不足|短板|差距|矛盾|挑战)"
)
_OF_PROBLEMS = 0.5  # added to the score of a list of problems where problems are asked for
_SHARE = 0.25  # minimum share of all evidence in a list with its announcement
# Shares of a list's evidence, and of its squares, above which the question is about that item
# alone; where several items are asked for outright, only the first, and a larger one.
_ONE_ITEM, _ONE_ITEM_SQUARED, _ONE_OF_SEVERAL = 0.45, 0.74, 0.65
_SEVERAL = lazy_regex(r"[哪有这]几[个项条招手点方种件大]|几[招条]|(?:哪些|几个)方面")
_COUNT_RIGHT = 0.3  # added to the score of a list of as many items as are asked for
_ANNOUNCED = lazy_regex(r"如下|以下|方面|主要(?:是|有|表现)|包括|即|分别是|[:：]")
_OF_TOPIC = 0.3  # weight of the question's words from which a list's beginnings name its topic
_ORDINAL = lazy_regex(r"[（(]?[一二三四五六七八九十]+[）)、]")
_NEAR_ITEMS = 12  # characters before the first item in which it is announced


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list to quote, or the clauses of the one item that a question is about.

    `spans` are the items without their numbers. `within` is the place of that one item in the
    stored report text, None if the whole list answers.
    """

    report_id: str
    quotes: tuple[Quote, ...] = ()
    spans: tuple[str, ...] = ()
    within: tuple[int, int, int] | None = None  # paragraph, start, end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A list that may be asked for."""

    items: Items
    score: float  # share of the evidence, and what is added to it
    one: int  # number of the item that the question is about; -1 where it is about all


def asked_listing(evidence: Evidence, reports: Mapping[str, Report]) -> Listing | None:
    """Return the list that the question of `evidence` asks for; None if there is none."""
    kind, table = evidence.query.kind, evidence.table
    if kind.kind not in _ROOM or table is None or not evidence.windows:
        return None
    count = 0 if kind.open_ended else kind.parts
    quote = evidence.windows[0].quote
    quoted = reports[quote.report_id].text[quote.start : quote.end]
    inline = listed(quoted, noun=kind.noun, count=count, asked=evidence.query.text)
    if kind.kind is AnswerType.LIST and inline and (not count or len(inline) == count):
        return None
    found = _candidates(evidence, table, reports, count)
    if not found:
        return None
    best = max(found, key=lambda one: (one.one < 0, one.score))
    report = reports[best.items.report_id]
    if best.one < 0 and not _is_of_topic(best.items, report, evidence.query):
        return None
    if best.one >= 0:
        item = best.items.items[best.one]
        return Listing(report_id=report.report_id, within=(item.paragraph, item.start, item.end))
    return whole_listing(best.items, reports, _ROOM[kind.kind])


def whole_listing(
    items: Items,
    reports: Mapping[str, Report],
    room: tuple[int, int] = _ROOM[AnswerType.MEASURES],
) -> Listing:
    """Return a list to quote in so many characters: preferred, and maximum."""
    report = reports[items.report_id]
    return Listing(
        report_id=report.report_id,
        quotes=_quotes(items, *room),
        spans=tuple(
            without_ordinal(report.text[item.start : item.clause_end]) for item in items.items
        ),
    )


def _candidates(
    evidence: Evidence, table: ClauseTable, reports: Mapping[str, Report], count: int
) -> list[_Candidate]:
    """Return the lists of the passages that have enough of the evidence."""
    problems = bool(_PROBLEMS.search(evidence.query.kind.noun))
    all_of_it = float(evidence.scores.sum()) or 1.0
    places = _ClauseScores(table, evidence)
    several = bool(_SEVERAL.search(evidence.query.text))
    found: dict[tuple[str, int], _Candidate] = {}
    readers: dict[str, ListReader] = {}
    for passage in table.passages:
        report = reports[passage.report_id]
        reader = readers.setdefault(report.report_id, ListReader(report))
        for one in reader.at(passage.paragraph):
            place = (report.report_id, one.items[0].start)
            if place in found:
                continue
            lead_text = report.text[slice(*one.lead)]
            of_problems = problems and bool(_PROBLEMS_SAID.search(lead_text))
            if not (one.numbered or of_problems or _announces(lead_text, one, report)):
                continue
            held, one_item = places.spread(one, several=several)
            counted = bool(count) and len(one.items) == count
            if held >= _SHARE * all_of_it or of_problems:
                found[place] = _Candidate(
                    items=one,
                    score=held / all_of_it + _OF_PROBLEMS * of_problems + _COUNT_RIGHT * counted,
                    one=-1 if counted or of_problems else one_item,
                )
    return list(found.values())


def _is_of_topic(items: Items, report: Report, query: Query) -> bool:
    """Whether a list over several paragraphs says what is asked of, where it begins its items.

    The parts of a report (（一）…, （二）…) hold the evidence of any question.
    """
    places = {item.paragraph for item in items.items}
    if len(places) == 1 or not query.words.weights.sum():
        return True
    begun = [report.text[item.start : item.clause_end] for item in items.items]
    lead = report.text[slice(*items.lead)]
    told = begun if _ORDINAL.match(lead) else [lead, *begun]  # an item of another list
    return query.share_in(fold("\n".join(told))) >= _OF_TOPIC


class _ClauseScores:
    """The clause scores within parts of reports: how much evidence is there."""

    def __init__(self, table: ClauseTable, evidence: Evidence) -> None:
        self._places: list[tuple[str, int, float]] = []
        for row, score in enumerate(evidence.scores.tolist()):
            view = table.paragraphs[int(table.passage[row])]
            start = view.start + table.clause(row).clause.start
            self._places.append((view.report_id, start, score))

    def spread(self, items: Items, *, several: bool) -> tuple[float, int]:
        """Return the evidence in a list, and the number of the item that has nearly all of it.

        The number is -1 if the announcement or more than one item has it.
        """
        report = items.report_id
        parts = [self._scores(report, *items.lead)]
        parts += [self._scores(report, item.start, item.end) for item in items.items]
        sums = [sum(part) for part in parts]
        squares = [sum(score * score for score in part) for part in parts]
        held, squared = sum(sums), sum(squares) or 1.0
        best = max(range(1, len(parts)), key=sums.__getitem__)
        if several:
            alone = sums[best] > _ONE_OF_SEVERAL * held
        else:
            alone = sums[best] > _ONE_ITEM * held and squares[best] > _ONE_ITEM_SQUARED * squared
        return held, best - 1 if alone else -1

    def _scores(self, report_id: str, start: int, end: int) -> list[float]:
        """Return the scores of the clauses that begin in `start:end`."""
        return [
            score
            for report, place, score in self._places
            if report == report_id and start <= place < end
        ]


def _announces(lead: str, items: Items, report: Report) -> bool:
    """Whether segments between semicolons are the items of one list: announced, or alike."""
    firsts = {report.text[item.start] for item in items.items}
    return len(firsts) == 1 or bool(_ANNOUNCED.search(lead[-_NEAR_ITEMS:]))


def _quotes(items: Items, room: int, most: int) -> tuple[Quote, ...]:
    """Return the items quoted: whole sentences if they fit, else first clauses."""
    for limit, ends in (
        (room, [item.sentence_end for item in items.items]),
        (room, [item.clause_end for item in items.items]),
        (most, [item.clause_end for item in items.items]),
    ):
        if sum(end - item.start + 1 for item, end in zip(items.items, ends, strict=True)) <= limit:
            return _joined(items, ends)
    kept: list[Item] = []
    for item in items.items:
        room -= item.clause_end - item.start + 1
        if room < 0:
            break
        kept.append(item)
    return _joined(items, [item.clause_end for item in kept])


def _joined(items: Items, ends: Sequence[int]) -> tuple[Quote, ...]:
    """Return a quote for each item; neighbours in one paragraph become one quote."""
    quotes: list[Quote] = []
    for item, end in zip(items.items, ends, strict=False):
        last = quotes[-1] if quotes else None
        if (
            last is not None
            and last.paragraph == item.paragraph
            and item.start - last.end <= 1
            and end - last.start <= LONGEST
        ):
            quotes.pop()
            start = last.start
        else:
            start = item.start
        quotes.append(
            Quote(report_id=items.report_id, paragraph=item.paragraph, start=start, end=end)
        )
    return tuple(quotes)

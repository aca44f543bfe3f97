"""The members of a coined name with a number: 三大攻坚战, “三张牌”, “四个全面”.

Reports list them right before the name (防范化解重大风险、精准脱贫、污染防治三大攻坚战) or right
behind it (“三张牌”，即…), seldom where they speak of it otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from embeddings.index.passage_index import IndexQuery
from embeddings.language.clauses import clauses
from embeddings.lazy_regex import lazy_regex
from embeddings.text.gazetteer import NATION
from embeddings.text.numerals import numeral_value
from embeddings.text.segmentation import terms
from qa.answer.listings.listing import Listing
from qa.question.scope import preferred_reports, reports_of_places
from qa.quotes import LONGEST, Quote
from qa.records import Retrieval
from qa.short_answers.enumerations import ending_members
from qa.text.paragraph import ParagraphAnalysis

__all__ = ["CoinedName", "asked_coinage", "coined_listing"]

_NUMERAL = "[两二三四五六七八九十]{1,3}"
_NAME = lazy_regex(
    rf"(?<![第哪\d])(?:(?P<name>(?P<count>{_NUMERAL})(?:大|个|项|条|张|类|种)[\u4e00-\u9fff]{{1,8}}?)|"
    rf"“(?P<quoted>(?P<number>{_NUMERAL})[\u4e00-\u9fff]{{1,5}})”)”?"
    r"(?:分别|具体|主要|都|各|指的?|说的)*(?:是|有|指|包括|包含)+的?(?:[哪什啥]|指什么)"
)
_JOINT = lazy_regex(r"(?:等|这|的)?[“\"]?$")
_BEHIND = lazy_regex(
    r"[”\"]?(?:[，,]?(?:即|也就是|分别[是为]|包括|主要(?:是|包括|指)|是指|是|指)|[：:—]+|[（(](?:即|分别是|是)?[：:]?)"
)
_END = lazy_regex(r"[。；;）)！？]")
_READ = 40  # paragraphs per granularity that share most with the name


@dataclass(frozen=True, slots=True, kw_only=True)
class CoinedName:
    """A name that says how many members it has, folded."""

    name: str
    count: int


def asked_coinage(folded: str) -> CoinedName | None:
    """Return the coined name whose members a folded question asks for; None if it names none."""
    match = _NAME.search(folded)
    if match is None:
        return None
    count = numeral_value((match["count"] or match["number"]).replace("两", "二"))
    name = match["name"] or match["quoted"]
    return CoinedName(name=name, count=int(count)) if count and count > 1 else None


def coined_listing(asked: CoinedName, retrieval: Retrieval) -> Listing | None:
    """Return the members of a coined name, as a report in scope lists them next to the name."""
    for view in _paragraphs(asked.name, retrieval):
        begin = view.folded.find(asked.name)
        while begin >= 0:
            found = _before(view.text, begin, asked) or _behind(view.text, begin, asked)
            if found is not None:
                (start, end), members = found
                if end - start <= LONGEST:
                    place = (view.start + start, view.start + end)
                    return _listing(view, place, members)
            begin = view.folded.find(asked.name, begin + 1)
    return None


def _paragraphs(name: str, retrieval: Retrieval) -> Iterator[ParagraphAnalysis]:
    """Yield the paragraphs in scope that share most with a name, those of the years asked first."""
    _, snapshot = retrieval.origin()
    scope, every = retrieval.scope, snapshot.every
    places = reports_of_places(scope, every)
    if scope.regions and not places and set(scope.regions) - {NATION}:
        return  # another place's
    searched = [preferred_reports(scope, every)] if scope.report_years else []
    searched.append(places or every)
    seen = set[tuple[str, int]]()
    for reports in searched:
        query = IndexQuery(
            terms=dict.fromkeys(terms(name), 1.0),
            vector=None,
            k=_READ,
            report_ids=None if len(reports) == len(every) else reports.ids,
        )
        found = snapshot.index.search(query)
        for one in sorted(found, key=lambda one: -max(one.lexical, one.lexical_sentence)):
            if (one.report_id, one.paragraph) not in seen:
                seen.add((one.report_id, one.paragraph))
                yield snapshot.paragraphs.of(one.report_id, one.paragraph)


def _before(
    text: str, begin: int, asked: CoinedName
) -> tuple[tuple[int, int], tuple[str, ...]] | None:
    """Return the span of the list that ends where the name begins, and its members."""
    joint = _JOINT.search(text, 0, begin)
    stop = joint.start() if joint else begin
    members = ending_members(text[:stop], asked.count)
    if not members:
        return None
    start = max(one.start for one in clauses(text[:stop]))
    end = begin + len(asked.name)
    return (start, end + text.startswith("”", end)), members


def _behind(
    text: str, begin: int, asked: CoinedName
) -> tuple[tuple[int, int], tuple[str, ...]] | None:
    """Return the span of the name with the list that begins behind it, and its members."""
    leads = _BEHIND.match(text, begin + len(asked.name))
    if leads is None:
        return None
    ends = _END.search(text, leads.end())
    stop = ends.start() if ends else len(text)
    listed = text[leads.end() : stop]
    members = ending_members(listed, asked.count)
    if not members:
        parts = tuple(listed[one.start : one.end] for one in clauses(listed))
        members = parts if len(parts) == asked.count else ()
    start = begin - text.startswith("“", max(begin - 1, 0))
    return ((start, stop), members) if members else None


def _listing(view: ParagraphAnalysis, place: tuple[int, int], members: tuple[str, ...]) -> Listing:
    quote = Quote(report_id=view.report_id, paragraph=view.number, start=place[0], end=place[1])
    return Listing(report_id=view.report_id, quotes=(quote,), spans=members)

"""Answers quoted from passages, checked against the facts: is the figure of what was asked?

If no fact meets a question's conditions, a passage may still have the figure in words that fact
extraction missed; the answer is kept unless the facts say that its figure is of something else.
"""

from collections.abc import Sequence

from embeddings.facts.records import Fact, Measure
from embeddings.language.figures import Figure, find_figures
from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from qa.answer.figures.quoted.quoted_names import (
    TELLING,
    common_tail,
    distinct_words,
    is_named,
    is_of_this_kind,
    is_told_outright,
    is_unmet,
)
from qa.facts.asked_measure import AskedMeasure
from qa.facts.asked_operation import Task
from qa.facts.conditions import in_time, measure_rank, of_other_aspect, rank_failing
from qa.facts.fact_book import FactBook, NamedFact
from qa.facts.frames import Frame
from qa.facts.indicator_names import (
    RATE_ENDINGS,
    IndicatorName,
    conflicts,
    is_listed_thing,
    is_of_new,
    likeness,
    restricted_alike,
)
from qa.facts.names.common_names import are_common_apart
from qa.quotes import Quote
from qa.records import SURE, Answer, Citation

__all__ = [
    "borne_out",
    "cited_facts",
    "has_figure",
    "has_mark",
    "of_another_kind",
    "of_no_part",
    "quoted_facts",
]

_ORDINAL = lazy_regex(r"第[一二三四五六七八九十\d]+(?![一二三四五六七八九十次产])")
_OF_ONE_YEAR = lazy_regex(
    "新|净增|认定|遴选|引进|获评|入选"
)  # 认定高新技术企业218家 are those of a year
_BENEFITS = "惠及|受益|覆盖|带动|服务"
_EFFECT = lazy_regex(_BENEFITS)
_EFFECTS = lazy_regex(rf"(?:{_BENEFITS})[^，,。；;]*\d[^，,。；;]*")  # 提高低保标准，惠及20多万居民
_OF_A_LEVEL = lazy_regex(r"([\u4e00-\u9fff]{2})([省市县区乡镇村户])")
_OTHER = 0.35  # likeness below which two names are of different indicators


def quoted_facts(answer: Answer, book: FactBook) -> list[NamedFact]:
    """Return the facts of the figures that a quoted answer gives as its short answers."""
    spoken = _spoken(answer)
    return [named for named in cited_facts(answer.citations, book) if _is_of(named, spoken)]


def cited_facts(citations: Sequence[Citation | Quote], book: FactBook) -> list[NamedFact]:
    """Return the facts within citations or quotes."""
    return [
        named
        for citation in citations
        for named in book.of_paragraph(citation.report_id, citation.paragraph)
        if citation.start <= named.fact.start < citation.end
    ]


def borne_out(
    answer: Answer, frame: Frame, period: tuple[int, int], book: FactBook, *, dated: bool
) -> bool:
    """Whether the facts of its figures allow a quoted answer to be right.

    Args:
        answer: quoted from passages, not refused.
        frame: what was asked.
        period: the years asked for.
        book: the facts of the reports that it cites.
        dated: whether the question names the years, or the report that they belong to.
    """
    if not all(_of_place(frame, one, book) for one in answer.citations):
        return False
    cited = cited_facts(answer.citations, book)
    if frame.measure is AskedMeasure.RANK:
        told = [named for named in cited if named.fact.measure is Measure.RANK]
        ranked = any(_ORDINAL.search(span) for span in answer.spans)
        return ranked and (
            not told
            or any(
                _fits(frame, named, period, dated=dated) and not rank_failing(frame, named.fact)
                for named in told
            )
        )
    spoken = [figure for figure in _spoken(answer) if _measured(frame, figure)]
    if not spoken:
        return False
    told = [named for named in cited if _is_of(named, spoken)]
    if any(
        _fits(frame, named, period, dated=dated, loose=_is_sole(frame, named, answer, book))
        or (
            is_told_outright(frame, named, answer)
            and _meets(frame, named.fact, period, dated=dated)
        )
        for named in told
        if _in_place(frame, named.fact, book) and not _is_mere_effect(frame, named.fact)
    ):
        return True
    alike = [
        one for one in cited if any(_may_be(frame.name, name, loose=False) for name in one.names)
    ]
    if alike and not any(_meets(frame, one.fact, period, dated=dated) for one in alike):
        return False  # 由2.27亿吨增加到3.61亿吨 is no target
    values = {abs(named.fact.low) for named in told}
    rest = _EFFECTS.sub("", "".join(citation.excerpt for citation in answer.citations))
    beside = {figure.low for figure in find_figures(rest)} - values
    if all(figure.low not in beside for figure in spoken):
        return False
    return is_named(frame, rest)


def has_figure(
    answer: Answer, frame: Frame, period: tuple[int, int], book: FactBook, *, known: bool
) -> bool:
    """Whether the facts of a quoted answer allow it to have one of several figures asked for.

    Args:
        answer: quoted from passages, not refused.
        frame: of the figure.
        period: the years asked for.
        book: the facts of the reports that it cites.
        known: whether the reports know the indicator by this name; an everyday name fits no fact.
    """
    told, dated = cited_facts(answer.citations, book), bool(frame.periods)
    if known:
        return not told or any(_fits(frame, named, period, dated=dated) for named in told)
    return not told or any(in_time(named.fact, period, dated=dated) for named in told)


def of_no_part(answer: Answer, frames: Sequence[Frame]) -> bool:
    """Whether several parts of one indicator are asked for and the quote names none of them.

    一产和二产增加值分别是多少 is not answered by 规模以上工业总产值.
    """
    names = {frame.name for frame in frames}
    parts = len(names) > 1 and len({name.text for name in names}) == 1
    quoted = "".join(citation.excerpt for citation in answer.citations)
    return parts and not any(restricted_alike(name, quoted) for name in names)


def of_another_kind(answer: Answer, frame: Frame, book: FactBook) -> bool:
    """Whether the facts quoted are of other indicators, or no share as is asked for.

    预算收入 is no 预算支出; where a share is asked for, growth and amounts are none; what is
    counted beside the thing asked for is another thing.
    """
    told = quoted_facts(answer, book)
    if frame.measure is AskedMeasure.SHARE and told:
        facts = [named.fact for named in told]
        if all(one.measure is Measure.CHANGE or one.unit_class != "share" for one in facts):
            return True
    names = [name for named in told for name in named.names]
    if names and all(_are_apart(frame.name, name) for name in names):
        return True
    return _is_beside(told, frame, answer, book)


def _is_beside(told: Sequence[NamedFact], frame: Frame, answer: Answer, book: FactBook) -> bool:
    """Whether a quote names what is counted, and the number is of something else beside it.

    推动特色小镇规范健康发展，20个新产业平台加快建设 does not say how many 特色小镇 there are, nor
    “十大工业”总产值突破1750亿元, beside 白酒, what the 白酒产值 is, nor 工程机械产值 that of 汽车.
    """
    names = [name for one in told for name in one.names]
    apart = all(frame.name.pairs.isdisjoint(name.pairs) for name in names)
    thing = frame.name.text if frame.stock and apart else distinct_words(frame.name, names)
    quoted = fold("".join(citation.excerpt for citation in answer.citations))
    if not (thing and told):
        return False
    if thing not in quoted:
        return frame.name.text != thing and is_unmet(thing, quoted)
    facts = [one.fact for one in told]
    clauses = [book.reports[f.report_id].text[f.clause_start : f.clause_end] for f in facts]
    return not any(thing in fold(clause) for clause in clauses)


def _spoken(answer: Answer) -> list[Figure]:
    """Return the figures of the short answers of a quoted answer."""
    return [figure for span in answer.spans for figure in find_figures(span)]


def _of_place(frame: Frame, cited: Citation, book: FactBook) -> bool:
    """Whether a quote is of a place asked for: its report is, or it names that place."""
    told = (book.reports[cited.report_id].region, cited.excerpt)
    return not frame.regions or any(place == told[0] or place in told[1] for place in frame.regions)


def _in_place(frame: Frame, fact: Fact, book: FactBook) -> bool:
    """Whether a fact is of its whole report's place or of one asked for: not of a district."""
    own = book.reports[fact.report_id].region
    return not frame.regions or fact.place in (None, own, *frame.regions)


def _is_mere_effect(frame: Frame, fact: Fact) -> bool:
    """Whether a fact says whom something benefits (惠及20多万居民), which is not asked."""
    return bool(_EFFECT.match(fact.indicator)) and not _EFFECT.search(frame.said)


def _is_of(named: NamedFact, figures: Sequence[Figure]) -> bool:
    """Whether a fact is of one of some figures."""
    return any(figure.low in (abs(named.fact.low), named.fact.low) for figure in figures)


def _is_sole(frame: Frame, named: NamedFact, answer: Answer, book: FactBook) -> bool:
    """Whether a report has an indicator only with a restricting word that a question lacks.

    老旧小区 are all 城镇老旧小区; 居民收入 is 城镇 or 农村, and which was meant is unknown.
    """
    if answer.confidence < SURE:
        return False
    name = min(named.names, key=lambda name: len(conflicts(frame.name, name)))
    apart = {one.apart for one in book.alike(named.fact.report_id, frame.name)}
    return is_of_this_kind(frame, name) and apart == {conflicts(frame.name, name)}


def _fits(
    frame: Frame,
    named: NamedFact,
    period: tuple[int, int],
    *,
    dated: bool,
    loose: bool = False,
) -> bool:
    """Whether a fact meets a question; where `loose`, whatever restricting words its name has."""
    alike = any(_may_be(frame.name, name, loose=loose) for name in named.names)
    return alike and _meets(frame, named.fact, period, dated=dated)


def _meets(frame: Frame, fact: Fact, period: tuple[int, int], *, dated: bool) -> bool:
    """Whether a fact is of the measure, time and aspect asked for; 有几家 is not 新认定几家."""
    stock = frame.stock and not _OF_ONE_YEAR.match(frame.said)
    return (
        not (stock and (is_of_new(fact.restrictions) or _OF_ONE_YEAR.match(fact.indicator)))
        and measure_rank(frame, fact) is not None
        and in_time(fact, period, dated=dated)
        and not of_other_aspect(frame.aspect, fact.aspect)
    )


def _may_be(asked: IndicatorName, told: IndicatorName, *, loose: bool) -> bool:
    """Whether a fact's name may be the report's words for the name asked for."""
    apart = conflicts(asked, told)
    if apart and (not loose or "率" in apart):
        return False  # 财政赤字 is no 赤字率
    if _are_apart(asked, told):
        return False
    if len(told.text) < TELLING:
        return not is_listed_thing(asked) or not asked.pairs.isdisjoint(told.pairs)
    tail = common_tail(asked.text, told.text)
    one, other = asked.text[: len(asked.text) - tail], told.text[: len(told.text) - tail]
    if tail >= TELLING and one and other and set(one).isdisjoint(other):
        return False  # 旅游总收入 and 财政总收入 differ in all that they do not share
    return likeness(asked, told) >= _OTHER


def _are_apart(asked: IndicatorName, told: IndicatorName) -> bool:
    """Whether two names are of two indicators: 预算收入 is no 预算支出."""
    if asked.text != told.text and is_listed_thing(asked) and is_listed_thing(told):
        return True
    one, other = (dict(_OF_A_LEVEL.findall(name.text)) for name in (asked, told))
    if any(one[stem] != other[stem] for stem in one.keys() & other.keys()):
        return True  # 贫困县 is no 贫困村
    return are_common_apart(asked, told)


def _measured(frame: Frame, figure: Figure) -> bool:
    """Whether the unit of a figure fits the measure asked for: growth is in per cent."""
    if frame.unit_classes and figure.unit_class not in frame.unit_classes:
        return False  # 利用外资多少 asks for money
    if frame.measure is AskedMeasure.GROWTH or frame.measure is AskedMeasure.YEARLY_GROWTH:
        return figure.unit_class == "share"
    if frame.measure is AskedMeasure.LEVEL and not frame.name.text.endswith(RATE_ENDINGS):
        return figure.unit_class != "share"
    return True


def has_mark(answer: Answer, task: Task) -> bool:
    """Whether an answer has the figure that was passed: 600公里."""
    marks = [figure.low for figure in find_figures(answer.text)]
    return task.bound is not None and task.bound.value in marks

"""A figure question as frames: the fields that an answering fact must match.

All are conditions that a fact meets or not; only the similarity of its name is a score.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from embeddings.language.time_expressions import TimeKind, TimeWord
from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from qa.facts.asked_measure import (
    YEARLY,
    AskedAspect,
    AskedMeasure,
    asked_aspect,
    asked_direction,
    asked_measure,
    asked_rank_group,
    asks_change,
    asks_rank,
    asks_real_growth,
    asks_stock,
)
from qa.facts.asked_name import (
    CLAUSE_END,
    as_asked,
    asking_clauses,
    denied_spans,
    said_in,
    without_denials,
)
from qa.facts.asked_operation import (
    COUNTED_PLACES,
    SELECTING,
    Across,
    Operation,
    Task,
    asked_across,
    asked_task,
    compared_measure,
)
from qa.facts.indicator_names import RATE_ENDINGS, IndicatorName, is_stock, read_name, real
from qa.facts.names.sides import named_apart, of_country
from qa.question.answer_type import AnswerType
from qa.question.asked_periods import (
    asked_part,
    asked_periods,
    base_years,
    topical_times,
)
from qa.question.asked_units import direct_units, stated_classes, unit_classes
from qa.question.question import Question
from qa.text.asking_words import ASKED_NUMBER

__all__ = ["FigureQuestion", "Frame", "named_question", "read_figure_question"]

_FIGURE_KINDS = frozenset(
    {AnswerType.FIGURE, AnswerType.SHARE, AnswerType.COMPARISON, AnswerType.OPEN, AnswerType.YES_NO}
)
_LONGEST_NAME = 24  # characters; a longer one is a sentence
_OTHERWISE = lazy_regex(
    r"为什么|为何|为啥|怎么(?!样|变)|原因|哪些(?:措施|办法|政策|方面)|什么时候|何时|叫什么|谁(?![高大多快低小少慢]|的|更|最)"
)
_CHANGING = lazy_regex(r"(?:[怎咋]么?|如何|怎样)变")  # asks for figures, not for measures taken
_SINCE = lazy_regex(r"(?:以来|至今|到现在|到今|起(?!步|来)|开始|之后|以后)")
_BY_YEAR = lazy_regex(
    r"历年|逐年|各年|每年|每一年|哪(?:一|几|些)?年|分别|各是|各自|走势|趋势|变化|变动|情况|以来|几年|年份"
)
_NAMES_GROWTH = lazy_regex("增速|增幅|涨幅|降幅|增长率").search
_EVERY = lazy_regex(r"各|每|31|三十一|所有|全部|分别")
_SIDES = 2  # places named, from which each is told: 浙江、安徽、南通的目标
_PLACES = (Across.PROVINCES, Across.CITIES, Across.PLACES)
_AMOUNTS = (AskedMeasure.LEVEL, AskedMeasure.ANY, AskedMeasure.INCREASE)
_OF_TWO = (AskedMeasure.POINTS, AskedMeasure.MULTIPLE)
_LENGTHS = frozenset({"length"})
_LISTING = frozenset(Operation) - {Operation.LIST, Operation.TREND, Operation.MEAN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One figure that a question asks for."""

    name: IndicatorName
    said: str  # the words of the question that name it
    measure: AskedMeasure
    aspect: AskedAspect
    direction: int  # 1 if the question presupposes growth, -1 a decline, else 0
    unit_classes: frozenset[str]
    units: tuple[str, ...]
    periods: tuple[tuple[int, int], ...]  # each year or span asked for; empty if none is named
    whole: tuple[int, int] | None  # the span that several years may mean together: 这五年
    bases: tuple[int, ...]  # years only compared with: 比2023年
    report_year: int | None  # of the report that the question names: 2018年政府工作报告
    regions: tuple[str, ...]
    group: str = ""  # of a rank: 全国, 全省
    stock: bool = False  # asks how many there are: 有几家
    part: str = ""  # of a year: 上半年, 前三季度
    change: bool = False  # 降了多少: per cent, points or an amount


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureQuestion:
    """A question about figures: its frames, the dimension of its rows, and the operation."""

    frames: tuple[Frame, ...]
    across: Across | None
    task: Task
    since: bool = False  # 2015年以来: from that year on
    recent: bool = False  # 近十年: counted back from the newest report
    by_year: bool = False  # 历年, 各年, 分别: a row per year is asked for explicitly


def read_figure_question(question: Question) -> FigureQuestion | None:
    """Return the figures that a question asks for; None if it asks for something else."""
    folded = without_denials(question.folded)
    kind = question.kind.kind
    task = asked_task(folded)
    told = {  # 怎么变 and 哪年赤字率最高 are of figures
        AnswerType.MEASURES: _CHANGING.search(folded),
        AnswerType.DATE: task.operation in SELECTING,
    }
    crosses = task.operation is Operation.FIRST
    asks = told.get(kind, kind is not AnswerType.WHY) and not _OTHERWISE.search(folded)
    if not (crosses or asks):
        return None
    words = topical_times(question.asked_times)
    denied = denied_spans(question.folded)
    kept = [one for one in question.regions if not any(a <= one.start < b for a, b in denied)]
    regions = tuple(dict.fromkeys(region.name for region in kept))
    years = {year for word in words for year in word.years}
    across = asked_across(folded, years=len(years), regions=len(regions), crosses=crosses)
    if across is None and not _asks_figure(question, task):
        return None
    listed = task.operation is Operation.LIST and not _EVERY.search(folded)
    if across in _PLACES and listed and len(regions) < _SIDES:
        return None  # 在哪座城市
    if any(len(ASKED_NUMBER.findall(part)) > 1 for part in CLAUSE_END.split(folded)):
        return None  # 从几个减到几个: two figures of the same frame
    if not (frames := _frames(question, words, regions)):
        return None
    return FigureQuestion(
        frames=tuple(_of_task(frame, task, across, len(frames)) for frame in frames),
        across=across,
        task=task,
        since=any(
            word.kind is TimeKind.YEAR and _SINCE.match(folded.partition(word.text)[2])
            for word in words
        ),
        recent=any(word.kind is TimeKind.SPAN for word in words)
        and not any(word.report for word in words),
        by_year=bool(_BY_YEAR.search(folded)),
    )


def named_question(
    indicator: str,
    *,
    years: Sequence[int],
    regions: Sequence[str],
    aspect: AskedAspect,
    across: Across | None = None,
) -> FigureQuestion | None:
    """Return the question for the figures of an indicator by its name; None for no name.

    Args:
        indicator: its name, with its measure: 国内生产总值增长.
        years: those of the rows; empty for all with a figure.
        regions: the places of the rows; empty for that of the reports.
        aspect: which columns.
        across: the dimension of the rows if neither years nor regions give it.
    """
    folded = fold(indicator)
    name = read_name(folded)
    if not name:
        return None
    frame = Frame(
        name=name,
        said=folded,
        measure=asked_measure(folded, name.text),
        aspect=aspect,
        direction=0,
        unit_classes=frozenset(),
        units=(),
        periods=tuple((year, year) for year in years),
        whole=None,
        bases=(),
        report_year=None,
        regions=tuple(regions),
    )
    if across is None:
        across = Across.PLACES if len(regions) > 1 and len(years) == 1 else Across.YEARS
    return FigureQuestion(
        frames=(frame,), across=across, task=Task(operation=Operation.LIST), by_year=True
    )


def _asks_figure(question: Question, task: Task) -> bool:
    kind = question.kind
    if asks_rank(question.folded) or kind.wants_figure or ASKED_NUMBER.search(question.folded):
        return True
    return kind.kind in _FIGURE_KINDS or task.operation in _LISTING


def _of_task(frame: Frame, task: Task, across: Across | None, sides: int) -> Frame:
    """Return a frame with the result of a target that may be met, or the growth of 哪年快."""
    if task.operation is Operation.MET and frame.aspect is AskedAspect.TARGET:
        several = across is not None or len(frame.periods) > 1 or len(frame.regions) > 1
        return replace(frame, aspect=AskedAspect.BOTH if several else AskedAspect.UNSAID)
    measure = compared_measure(task, frame.measure, based=bool(frame.bases), sides=sides)
    if measure is not frame.measure:
        free = frame.measure in _OF_TWO  # 几个百分点 and 几倍 are no units of what is compared
        units = () if free else frame.units
        classes = frozenset[str]() if free else frame.unit_classes
        return replace(frame, measure=measure, units=units, unit_classes=classes)
    return frame


def _frames(
    question: Question, words: tuple[TimeWord, ...], regions: tuple[str, ...]
) -> tuple[Frame, ...]:
    """Return a frame for each clause that asks for a figure; missing fields are inherited."""
    found: list[Frame] = []
    begin = 0
    for start, end in asking_clauses(question.folded):
        said = said_in(question, start, end)
        reach = start
        if not read_name(said):
            said, reach = said_in(question, begin, start) or said, begin
        if found and said.startswith("占"):
            said = found[-1].said + said  # 出口多少，占全国的比重多少
        names = named_apart(said)
        for place, named in enumerate(names):
            frame = _frame(question, (start, end), named, words, regions)
            if any(map(_NAMES_GROWTH, names[:place])) and not any(
                map(_NAMES_GROWTH, names[place:])
            ):
                own = read_name(named)  # M2增速和新增贷款: the growth of the first alone
                frame = replace(frame, name=own, measure=asked_measure(named, own.text))
            if frame.measure is AskedMeasure.ANY and reach < start:
                told = asked_measure(question.folded[reach:end], frame.name.text)
                frame = replace(frame, measure=told)
            if not frame.name and found:
                frame = replace(frame, name=found[-1].name, said=found[-1].said)
            if 0 < len(frame.name.text) <= _LONGEST_NAME and frame not in found:
                found.append(frame)
        begin = end
    return tuple(found)


def _frame(
    question: Question,
    span: tuple[int, int],
    said: str,
    words: tuple[TimeWord, ...],
    regions: tuple[str, ...],
) -> Frame:
    start, end = span
    clause = as_asked(COUNTED_PLACES.sub("", question.folded[start:end]))
    name = read_name(said)
    measure = asked_measure(clause, name.text)
    if measure in (AskedMeasure.GROWTH, AskedMeasure.YEARLY_GROWTH):
        name = read_name(f"{said}增长")  # 经济 that grows is the gross domestic product
    elif measure is AskedMeasure.SHARE and "占" in said and not name.text.endswith(RATE_ENDINGS):
        name = read_name(f"{said}比重")
    name = of_country(name, said)
    if asks_real_growth(question.folded):
        name = real(name)
    own = tuple(word for word in words if start <= word.start < end) or words
    aspect = asked_aspect(clause)
    if aspect is AskedAspect.UNSAID:
        aspect = asked_aspect(question.folded)
    units = direct_units(clause)
    money = stated_classes(clause).get("元", frozenset())  # 花了多少钱 names no unit
    if name.text.endswith("里程") and measure in _AMOUNTS:
        money = _LENGTHS
    named = [word.first for word in own if word.report]
    return Frame(
        name=name,
        said=said,
        measure=measure,
        aspect=aspect,
        direction=asked_direction(clause),
        unit_classes=unit_classes(clause, units, parts=1) if units else money,
        units=units,
        periods=asked_periods(own, whole=measure in YEARLY),
        whole=next(((one.first, one.last) for one in own if _is_span(one)), None),
        bases=base_years(question.times, own),
        report_year=named[0] if named else None,
        regions=regions,
        group=asked_rank_group(clause) if measure is AskedMeasure.RANK else "",
        stock=asks_stock(clause) or is_stock(name),
        part=asked_part(question.folded),
        change=measure is AskedMeasure.GROWTH and asks_change(clause),
    )


def _is_span(word: TimeWord) -> bool:
    return word.kind in (TimeKind.RANGE, TimeKind.SPAN) and word.last > word.first

"""The figures of a report that can be compared with those of another, each with its statement."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.records import Report
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from qa.diff.bare_figures import bare_facts
from qa.diff.records import DiffStatement

__all__ = ["NO_VALUES", "SHARES", "StatedFigure", "is_left_behind", "stated_figures"]

# Who pays, and that it is paid, names no indicator: 中央财政安排219亿元.
_PAYING = re.compile(
    r"(?:中央|地方|各级)?(?:财政)?(?:共|全年|拟)?(?:安排|投入|拨付|下拨|支出)|中央财政|中央|安排"
)
# What is done with the things counted is no part of their name: 县级医院实行一体化管理.
_DONE = re.compile(r"(?:实行|进行)了?.*$")
# What leads to a value, at the end of a name: 补助标准提高到, 补助标准由每人.
_LEADING = re.compile(
    r"(?:的?目标任务|由(?:每[人户亩])?|(?:提高|增加|提升|上升|下降|降低|减少|调整|上调|扩大|发展)?[到至]|达|(?<=标准)(?:提高|提高到|为)?每人(?:每[年月])?)$"
)
NO_VALUES = frozenset({"线", "路", "号", "届", "年", "月", "日"})  # of names and dates: 省道219线
SHARES = frozenset({Measure.LEVEL, Measure.SHARE})  # a rate and a share are both told in per cent
# Before a level that was reached, not what was added; also before the second of several:
# 分别达到37468元和15279元.
_REACHED = re.compile(r"[到达至为][\W_]*(?:[约近超]?\d[\d.]*[^\W\d]{1,4}[和、与及]){0,4}[\W_]*$")
# The second of several things that were added: 新增规上企业23家、上市企业.
_ADDED_WITH = re.compile(
    r"(?:新增|净增)[^，,；;。]*\d[十百千万亿多余]*(?P<unit>[^\W\d])[^，,；;。]*、(?!累计|总|达|共)[^，,；;。、\d]*$"
)
_ADDED = re.compile(r"新增|净增|^新|新(?:设|登记|开|建)")
_IN_ALL = re.compile(r"(?:累计|总[数量])[\W_]*(?:已|达到?|为|超过?|突破|约|近)*[\W_]*$")
# All that there is: 总量突破3000户, 实有经营主体632.26万户.
_STOCK = re.compile(r"(?:总[数量]|实有|现有|保有)[^，,；;。、\d]*$")
_NET = re.compile(r"净增")
_SUMMED = re.compile(r"累计(?!达)")
# 2300元作为新的扶贫标准 is a line, not what anybody has; 千亿台阶 is no number of machines.
_A_LINE = re.compile(r"(?:[（(][^）)]*[）)])?[^，,；;。]{0,3}作为[^，,；;。]*(?:标准|线)")
# A value from which another one is reached: 起征点从月销售额3万元提高到10万元.
_FROM = re.compile(r"(?:从|由)[^，,；;。：:\d]{0,16}\Z")
_TO = re.compile(
    r"[^，,；;。\d]{0,3}(?:提高|提升|增加|上调|上升|扩大|增长|降低?|下降|下调|减少|调整|压缩|缩短)[^，,；;。\d]{0,3}[到至为]"
)
_FROM_LONGEST = 20  # characters of such words
_LED = re.compile(
    r"(?:负?增长|增加|上升|上涨|提高|回升|下降|降低|减少|下跌|回落)[了约近超过达]{0,3}\Z"
)
_LED_LONGEST = 8  # characters of such words
_MARKS = re.compile(r"[，,；;。、：:]")
_CLAUSE_ENDS = re.compile(r"[，,；;。：:]")
_SIZES = re.compile(r"\d*[\d.]*[十百千万亿]+元?(?=以上|以下|级|及)")  # of things: 10亿元以上项目
# A sum since an earlier year, though the sentence tells it like the growth of one year.
_SINCE = re.compile(r"[从比](?:19|20)\d\d年")
_YEAR_SAID = re.compile(r"(?:19|20)\d\d年|去年|上年|全年|一年来|本年")
# What a review was speaking of last: its term of office, or its last year.
_SPOKEN_OF = re.compile(
    r"(?P<term>[五5]年来|(?:过去|这|近)[五5]年|[五5]年间|“?十[一二三四]五”?(?:时期|期间|以来|规划)|"
    r"本届政府|近年来|[五5]年累计|年均)|"
    r"(?P<year>去年|一年来|过去的?一年|(?:19|20)\d\d年(?![—－至到以])|上年|全年)"
)
_SHORTEST = 2  # characters of a name
_TERM = 2  # years between first and last from which a report reviews a term of office
_BEFORE = 40  # characters before a figure, in which 到 or 达 stands before it


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """A fact with the statement that contains it, and the names by which it is compared."""

    fact: Fact
    statement: int  # its place among the report's statements
    name: str  # restrictions and indicator, folded, without who pays
    pieces: frozenset[str]  # characters and bigrams of the name
    period: tuple[int, int] | None  # first and last year, less the year of the report
    sizes: frozenset[str]  # of what is counted: 100亿元 of 100亿元以上项目4个
    bare: bool  # without a unit, so that only a like statement says what it counts
    reached: bool  # a level that was reached: 达到97家, 增加到2.5万公里
    added: bool  # what was added: 新增, 净增
    net: bool  # what was added less what was lost: 净增
    summed: bool  # over an unnamed time: 累计开工
    before: str  # words before it in its clause, folded
    led_from: int  # where the word begins that says whether it grew or fell; -1 if not beside it
    after: str  # words after it in its clause, folded: 企业入选国家级5G工厂名录 of 30家企业入选…

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate or a share, which stands as it is at the end of its time."""
        return self.fact.measure in SHARES and self.fact.unit == "%"


def stated_figures(
    report: Report, statements: Sequence[DiffStatement], facts: Sequence[Fact]
) -> tuple[StatedFigure, ...]:
    """Return the comparable figures of a report in the order of its text.

    Left out are figures without a name, and results of which the text does not say whether they
    are of the last year or of the whole term of office.
    """
    found: list[StatedFigure] = []
    periods = _review_periods(report.text)
    place = 0
    bare = bare_facts(report, statements, facts)
    dated = _dated(facts, statements)
    without_unit = {fact.start for fact in bare}
    for fact in sorted((*facts, *bare), key=lambda fact: fact.start):
        while place < len(statements) and statements[place].end <= fact.start:
            place += 1
        if place == len(statements):
            break
        if fact.start < statements[place].start or fact.unit in NO_VALUES:
            continue
        after = fold(report.text[fact.end : max(fact.end, fact.clause_end)])
        if _A_LINE.match(after) or (fact.unit == "台" and after.startswith("阶")):
            continue
        name = _name_of(fact)
        if len(re.sub(r"\W", "", name)) < _SHORTEST:
            continue
        years = _years(fact, report, place in dated)
        if _of_unknown_period(fact, years, statements[place], report, periods):
            continue
        before = _before(fact, report)
        clause = _MARKS.split(before)[-1]
        found.append(
            StatedFigure(
                fact=fact,
                statement=place,
                name=name,
                pieces=_pieces(name),
                period=_period(years, report),
                sizes=frozenset(_SIZES.findall(clause)),
                bare=fact.start in without_unit,
                reached=any(words.search(before) for words in (_REACHED, _STOCK)),
                added=_is_added(name, before, fact.unit),
                net=_NET.search(f"{clause}{name}") is not None,
                summed=_SUMMED.search(clause) is not None,
                before=_CLAUSE_ENDS.split(before)[-1],
                led_from=_led_from(fact, report),
                after=after,
            )
        )
    return tuple(found)


def _name_of(fact: Fact) -> str:
    """Return the words by which a figure is compared: without who pays, and what leads to it."""
    name = _PAYING.sub("", "".join((*fact.restrictions, fact.indicator)))
    return _LEADING.sub("", _DONE.sub("", name))


def _is_added(name: str, before: str, unit: str) -> bool:
    """Whether a figure is of what was added, itself or with others of its unit."""
    if _IN_ALL.search(before):
        return False
    others = _ADDED_WITH.search(before)
    return _ADDED.search(name) is not None or (others is not None and others["unit"] == unit)


def _pieces(name: str) -> frozenset[str]:
    letters = re.sub(r"\W", "", name)
    return frozenset(letters) | bigrams(letters)


def _years(fact: Fact, report: Report, dated: bool) -> tuple[int, int] | None:
    """Return the years of a fact; of a whole term, the last one if its statement is `dated` so."""
    if not dated or fact.years is None or fact.years != report.period or fact.cumulative:
        return fact.years
    return fact.years if fact.yearly_average else (fact.years[1], fact.years[1])


def _dated(facts: Sequence[Fact], statements: Sequence[DiffStatement]) -> frozenset[int]:
    """Return the places of statements with a result of a single year, and none summed over more."""
    starts = [statement.start for statement in statements]
    dated: set[int] = set()
    summed: set[int] = set()
    for fact in facts:
        place = bisect_right(starts, fact.start) - 1
        if fact.cumulative or fact.yearly_average:
            summed.add(place)
        elif fact.aspect is Aspect.RESULT and fact.years and fact.years[0] == fact.years[1]:
            dated.add(place)
    return frozenset(dated - summed)


def _period(years: tuple[int, int] | None, report: Report) -> tuple[int, int] | None:
    if years is None or report.year is None:
        return None
    return years[0] - report.year, years[1] - report.year


def _follows(words: re.Pattern[str], fact: Fact, report: Report) -> bool:
    return words.search(_before(fact, report)) is not None


def is_left_behind(fact: Fact, report: Report) -> bool:
    """Whether a figure is what another one is reached from: 3万元 of 从3万元提高到10万元."""
    before = _FROM.search(report.text, max(0, fact.start - _FROM_LONGEST), fact.start)
    return before is not None and _TO.match(report.text, fact.end) is not None


def _led_from(fact: Fact, report: Report) -> int:
    """Return where 增长 or 下降 begins that stands right before a figure; -1 if none does."""
    found = _LED.search(report.text, max(0, fact.start - _LED_LONGEST), fact.start)
    return found.start() if found is not None else -1


def _before(fact: Fact, report: Report) -> str:
    return fold(report.text[max(0, fact.start - _BEFORE) : fact.start])


def _of_unknown_period(
    fact: Fact,
    years: tuple[int, int] | None,
    statement: DiffStatement,
    report: Report,
    periods: Sequence[tuple[int, bool]],
) -> bool:
    """Whether a result may be one of the term of office that reads like one of its last year."""
    if fact.aspect is not Aspect.RESULT or fact.cumulative or fact.yearly_average:
        return False
    if fact.measure is Measure.CHANGE and _SINCE.search(statement.text):
        return True
    period = report.period
    if period is None or period[1] - period[0] < _TERM or years != (period[1], period[1]):
        return False
    if _YEAR_SAID.search(statement.text):
        return False
    rate = fact.measure in SHARES and fact.unit == "%"
    if rate or (fact.measure is Measure.LEVEL and _follows(_REACHED, fact, report)):
        return False  # where things stand at the end
    last = bisect_right(periods, (statement.end, True)) - 1
    return last >= 0 and periods[last][1]


def _review_periods(text: str) -> list[tuple[int, bool]]:
    """Return the places where a text turns to a year (False) or to a term of office (True)."""
    return [(cue.start(), cue["term"] is not None) for cue in _SPOKEN_OF.finditer(text)]

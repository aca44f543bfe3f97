"""`Fact`: the statement that a report makes with a figure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

__all__ = ["DEFLATED", "REVISION", "Aspect", "Fact", "Measure"]

DEFLATED = "扣除价格因素"  # restricts a growth that is told beside the nominal one

REVISION = 26  # rises with every change of what is extracted: stored facts are then read anew


class Measure(StrEnum):
    """The measure of a figure; figures of two measures are never compared."""

    LEVEL = "level"  # the amount, number or rate itself: 2220亿元, 失业率4.2%, 涨到3%
    CHANGE = "change"  # relative change in %, also where it is a goal: 增长8.5%, 涨幅3%左右
    POINTS = "points"  # change in percentage points: 提高0.4个百分点
    INCREASE = "increase"  # absolute change: 增产291亿斤, 比上年减少50亿元
    SHARE = "share"  # of a whole: 占生产总值的40%
    MULTIPLE = "multiple"  # 增长1.5倍, 翻一番, 是2000年的3倍
    GAP = "gap"  # distance from another subject: 高于全国2个百分点
    RATIO = "ratio"  # 城乡居民收入比2.52:1, unit ":1"
    RANK = "rank"  # 居全国第3位, unit 位; its `whole` is the group: 全国


class Aspect(StrEnum):
    """Whether a figure is planned or achieved."""

    TARGET = "target"  # planned, aimed at, budgeted
    RESULT = "result"  # achieved, also where the report only estimates it
    NEITHER = "neither"  # unknown: standards, plans of others, general statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure of a report with its indicator, period and place; offsets in `Report.text`.

    `text[start:end]` is the value with its hedge (8%左右), `text[clause_start:clause_end]` the
    clause that holds it, `text[indicator_start:indicator_end]` the words that name the indicator:
    in the same clause, or in one before it. `indicator` and `restrictions` are folded.
    """

    report_id: str
    paragraph: int  # 1-based
    start: int
    end: int
    clause_start: int
    clause_end: int
    indicator_start: int
    indicator_end: int
    indicator: str  # without place, time, verb and the restricting words: 居民可支配收入
    restrictions: tuple[str, ...] = ()  # in order of the text: 农村, 人均, 新增, 规模以上, 第三产业
    measure: Measure
    low: Decimal  # 万 and 亿 multiplied out, negative for a fall
    high: Decimal  # equals `low` but for ranges
    unit: str  # canonical: 元, %, 个百分点, 吨, :1; "" for an index or coefficient
    unit_class: str  # money, share, people, weight …; "" where unknown
    direction: int = 0  # of a change or gap: 1 up, -1 down; 0 for what does not change
    hedge: str = ""  # folded: 左右, 以上, 突破, 不低于, 约, 多 …; "" for none
    milestone: bool = False  # a round mark that was passed: 突破千亿元大关, 跃上新台阶
    first_year: int | None  # that the figure is of, both ends included; None where unknown
    last_year: int | None
    cumulative: bool = False  # summed or grown over first to last year: 五年累计, 比2010年增长
    yearly_average: bool = False  # 年均, 平均每年
    year_part: str = ""  # folded: 一季度, 上半年, 1-10月; "" for whole years
    aspect: Aspect
    estimated: bool = False  # 预计: the report knows the result only nearly
    place: str | None  # canonical region, or the area as written (兰州新区); None where unknown
    whole: str = ""  # of a share or gap: 生产总值 of 占生产总值的40%, 全国 of 高于全国2个百分点

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year, or None where either is unknown."""
        if self.first_year is None or self.last_year is None:
            return None
        return self.first_year, self.last_year

# ruff: noqa: E501 (the tables of words read better unbroken)
"""The predicate of a figure: the verb before it, which gives measure and direction.

Parsed from the figure leftwards over known words between subject and figure:
工业增加值「同比实际增长」8.5%. The rest is the subject.
"""

import re
from dataclasses import dataclass

from embeddings.facts.records import Measure

__all__ = ["MASK", "Predicate", "measure_of", "read_predicate"]

MASK = "\0"  # stands for every character of a time word

_UP = (
    "增长 上升 提高 增加 上涨 扩大 攀升 提升 回升 增产 增收 多增 上浮 上调 增 升 涨 翻 多 净增长 "
    "超出 多出 实现增长 正增长 上扬 跃升 拉高 加大 延长 递增 年递增 年均递增 提标"
)
_DOWN = (
    "下降 降低 减少 回落 下滑 负增长 减产 减收 压缩 压减 缩小 收窄 下跌 缩减 下调 减 降 跌 少 减亏 "
    "缩短 改善 调减 精简 削减 减轻 少增 放缓 递减 年均递减"
)
_NOMINAL_UP = (
    "增速 增幅 涨幅 升幅 增长率 增长速度 增长幅度 上涨幅度 上涨率 增长目标 增长预期 增长的速度 "
    "提高幅度 上升幅度 递增率 增长指数 同比增幅 同比增速"
)
_NOMINAL_DOWN = "降幅 下降幅度 降低率 下降率 降低幅度 减幅"
_REACH = (
    "达到 达 高达 完成 实现 突破 超过 超 为 是 在 控制在 保持在 稳定在 维持在 定为 确定为 安排 按 控制 "
    "转为 转 跃上 迈上 跨过 跨上 站上 登上 越过 跨越 冲破 接近 逼近 提至 增至 降至 升至 减至 压至 仅 有 即 约 近 达成 "
    "确定在 设定在 定在 落在 处于 位于 稳定 保持 回升到 得到 拥有 建成后 已达 已有 共有 总计 等于 "
    "突破了 超过了 完成了 实现了 达到了 上了 迈过 跨入 迈入 踏上 首超 将达 可达 预计达 不低于 不超过 不少于 不高于 不大于 不多于 不小于 高于 低于"
)
_SHARE = "所占 占 占到 占了 约占 占比 比重 占比为 份额"
_BETWEEN = (
    "每人每年 每人每月 每人每天 每月 每立方米 可望 有望 "
    "分别 各 各有 平均 均 都 也 又 再 只 仅 已 已经 首次 合计 共 共计 同比 环比 实际 名义 现价 可比价 可比 左右 大约 "
    "幅度 速度 预期 目标 预期目标 调控目标 宏观调控目标 宏观调控 增长目标 指标 计划 "
    "力争 争取 确保 预计 预期 拟 要 将 应 可 能 须 需 应当 可以 努力 继续 仍 仍然 还 比较 "
    "的 了 其中 全部 总共 至少 最高 最低 最多 最少 仅为 一直 始终 连续 一举 成功 顺利 提前 超额 率先 "
    "大幅 大幅度 明显 显著 稳步 稳定 持续 平稳 小幅 略有 有所 逐步 快速 较快 进一步 总体 基本 "
    "按可比价格计算 按可比价计算 按可比价格 按可比口径 同口径 可比口径 按不变价格计算 扣除价格因素 "
    "扣除物价因素 剔除价格因素 剔除物价因素 扣除价格上涨因素 扣除物价上涨因素 扣除价格变动因素 扣除价格变化因素 "
    "扣除物价变动因素 扣除价格因素影响 扣除物价因素影响 扣除价格因素后 扣除物价因素后 扣除涨价因素 扣除物价上涨因素后 按现价计算 按年度计算 屡创历史新高 再创历史新高 创历史新高 再创新高 创新高 "
    "自然口径 按同口径 按常住人口计算 也就是 由负转正 由降转升 双双 达标 任务 高位 水平上 : 、 “ ” ( ) — - ～ 折合 折"
)
_ADDED = "新增 净增 新增加 净增加"
_AVERAGED = "年均 平均每年 每年 年平均 平均年 年度平均 逐年 每年平均 五年平均"
# 年均浓度 is of one year, as the mean of its days.
_AVERAGED_BEFORE = re.compile(
    r"(?:年均|年平均)(?!浓度|气温|降水|汇率)|平均每年|每年平均|年递[增减]"
)
_PER_YEAR, _UP_TO = "每年", ("到", "至", "为", "达")  # 提高到每年3500元 is no average
_SUMMED = "累计 共计 总计 合计 累计达"
_FROM = "从 由"
_TO = "到 至 为 成"


def _words(text: str) -> list[str]:
    return text.split()


_KINDS: dict[str, str] = {}
for _kind, _text in (
    ("between", _BETWEEN),
    ("reach", _REACH),
    ("up", _UP),
    ("down", _DOWN),
    ("nominal_up", _NOMINAL_UP),
    ("nominal_down", _NOMINAL_DOWN),
    ("share", _SHARE),
    ("added", _ADDED),
    ("averaged", _AVERAGED),
    ("summed", _SUMMED),
    ("from", _FROM),
    ("to", _TO),
):
    _KINDS |= dict.fromkeys(_words(_text), _kind)
_LONGEST = max(map(len, _KINDS))
_MILESTONE = re.compile(
    r"(?:跃上|迈上|跨过|跨上|站上|登上|越过|跨越|冲破|突破|迈过|跨入|迈入|踏上|上了)"
)
_MILESTONE_AFTER = re.compile(r"^[个的]?(?:新)?(?:大关|台阶|关口|门槛|新台阶|新关口|的?历史性)")
# Words that end in a predicate's word and are none: 增加值, 生产总值 … are cut by the longest match.
_NOT_PREDICATE = re.compile(
    r"(?:自然增长率|人均|其中|规划|总量|目的|标的|当中|同比|环比|要求|需要|重要|主要|必要|"
    r"功能|智能|职能|才能|性能|效能|产能|动能|储能|能|方向|提前还款|可能|建成|完成投资|形成|组成|集成|合成|"
    r"所在|现在|存在|内在|潜在|外在|作为|行为|认为|成为|以为|人为|直至|甚至|乃至|以至|冬至|公里|机构|财政平衡|"
    r"多少|减少目标|至少|不少|老少|青少|很多|许多|众多|最多|更多|诸多|大多|计划生育|水利|"
    r"提升工程|所有|国有|公有|私有|含有|只有|没有|持有|享有|占有|特有)$"
)
_RATES = ("自然增长率", "自然增长")  # levels themselves
_COMPARED = re.compile(
    r"(?:(?<![对同环占无相])比(?![重例率价亚口])|(?<![比])较(?![快大高好为强多少低]))(?P<with>[^比较，]{0,16})$"
)
_APART = re.compile(
    r"(?P<verb>高于|低于|快于|慢于|高出|低出|超出|领先|好于|优于|多于|少于|大于|小于)(?P<with>(?!每)[^高低，]{1,14})$"
)
_TIMES_OF = re.compile(
    r"(?:是|相当于|为|达到?|控制在|不超过|不低于|不高于|保持在)(?P<with>[^，是达]{2,16})的$"
)
_APART_VERBS = {
    "高": 1,
    "低": -1,
    "快": 1,
    "慢": -1,
    "高出": 1,
    "多": 1,
    "少": -1,
    "大": 1,
    "小": -1,
}
_MONEY = ("元", "美元")
_DOWNWARD = {"低于", "慢于", "低出", "少于", "小于"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """The words between a subject and a figure; offsets in the parsed text."""

    start: int  # where it begins, and the subject ends
    direction: int = 0  # of the verb of change that governs the figure
    nominal: int = 0  # of a noun of change: 涨幅 1, 降幅 -1
    nominal_start: int = -1  # where that noun begins
    reached: bool = False  # 提高到, 达到, 为: the figure is what was reached
    share: bool = False
    added: bool = False  # 床位新增2000张
    averaged: bool = False
    summed: bool = False
    from_value: bool = False  # 从2.1%: the earlier value
    compared: tuple[int, int] | None = None  # base of comparison: 比「上年」
    apart: tuple[int, int] | None = None  # reference of a gap: 高于「全国」
    milestone: bool = False  # a word after the figure makes it a round mark: 大关
    passed: bool = False  # a verb of passing precedes it: 跃上
    empty: bool = False  # no predicate words before the figure
    part_of: bool = False  # 达到「全省总量」的50%: the base of comparison is the whole

    @property
    def totals(self) -> bool:
        """Whether the figure is of all there are, not of the new ones told before: 累计达66家."""
        return self.reached or self.summed


def read_predicate(lead: str, after: str = "") -> Predicate:
    """Return the predicate at the end of `lead`, the text before a figure; `after` follows it.

    Both are folded, and time words are masked.
    """
    flags: dict[str, int | bool] = {}
    end = len(lead)
    apart: tuple[int, int] | None = None
    compared: tuple[int, int] | None = None
    if match := _APART.search(lead):
        flags["direction"] = -1 if match["verb"] in _DOWNWARD else 1
        apart, end = match.span("with"), match.start()
    times_of = _TIMES_OF.search(lead)
    if times_of is not None:
        compared, end = times_of.span("with"), times_of.start()
        flags["reached"] = True
    end = _strip(lead, end, flags)
    if apart is None and compared is None and (match := _compared(lead, end)):
        compared, end = match.span("with"), match.start()
        while lead[compared[1] : compared[1] + 1] == MASK:
            compared = compared[0], compared[1] + 1
        if not flags.get("direction") and (match := re.search("(?:高出?|低|快|慢|大|小)$", lead)):
            flags["direction"] = _APART_VERBS[match[0]]
        end = _strip(lead, end, flags)
    elif not flags and (match := re.search("比(.{1,16})(高出?|低|快|慢)$", lead)):
        compared, end = match.span(1), match.start()
        flags["direction"] = _APART_VERBS[match[2]]
        end = _strip(lead, end, flags)
    return Predicate(
        start=end,
        direction=int(flags.get("direction", 0)),
        nominal=int(flags.get("nominal", 0)),
        nominal_start=int(flags.get("nominal_start", -1)),
        reached=bool(flags.get("reached")),
        share=bool(flags.get("share")),
        added=bool(flags.get("added")),
        averaged=bool(flags.get("averaged")) or _AVERAGED_BEFORE.search(lead) is not None,
        summed=bool(flags.get("summed")),
        from_value=bool(flags.get("from")),
        compared=compared,
        apart=apart,
        milestone=_MILESTONE_AFTER.match(after) is not None,
        passed=_MILESTONE.search(lead, end) is not None,
        empty=not flags and compared is None and apart is None,
        part_of=times_of is not None,
    )


def _compared(lead: str, end: int) -> re.Match[str] | None:
    """Return the comparison before `end`; 比 without words after it ends a noun: 收入比."""
    match = _COMPARED.search(lead, 0, end)
    if match is None or match["with"] or lead[end : end + 1] == MASK:
        return match
    return None


def _strip(lead: str, end: int, flags: dict[str, int | bool]) -> int:
    """Return the start of the predicate words that end at `end`, recording their kinds in `flags`."""
    last = ""  # the kind of the word to the right
    while end > 0:
        if lead[end - 1] in " 　" or lead[end - 1] == MASK:
            end -= 1
            continue
        size = _word_before(lead, end)
        if not size:
            return end
        word = lead[end - size : end]
        kind = _KINDS[word]
        if kind in ("up", "down") and not flags.get("direction"):
            if last == "to":
                flags["reached"] = True
            elif flags.get("reached") or flags.get("to"):
                # 增长达到8.5%, 增长预期目标为7%: the verb serves as a noun
                flags.setdefault("nominal", 1 if kind == "up" else -1)
                flags.setdefault("nominal_start", end - size)
            else:
                flags["direction"] = 1 if kind == "up" else -1
        elif kind.startswith("nominal"):
            flags.setdefault("nominal", 1 if kind == "nominal_up" else -1)
            flags["nominal_start"] = end - size
        elif kind in ("to", "reach"):
            if not flags.get("direction"):  # 实现增长8% is no level
                flags["to"] = flags.get("to", False) or kind == "to"
                flags["reached"] = flags.get("reached", False) or kind == "reach" or word == "为"
        elif kind != "between" and not (word == _PER_YEAR and lead.endswith(_UP_TO, 0, end - size)):
            flags[kind] = True
        end -= size
        last = kind
    return end


def _word_before(lead: str, end: int) -> int:
    """Return the length of the longest known word that ends at `end`, 0 for none."""
    if _NOT_PREDICATE.search(lead, max(0, end - 5), end):
        if lead.endswith(_RATES, 0, end):
            return 0
        for size in range(min(_LONGEST, end), 2, -1):
            if lead[end - size : end] in _KINDS:
                return size
        if not lead[:end].endswith(("同比", "环比", "其中", "目的", "完成投资", "至少")):
            return 0
    for size in range(min(_LONGEST, end), 0, -1):
        if lead[end - size : end] in _KINDS:
            return size
    return 0


def measure_of(predicate: Predicate, unit: str, *, share: bool) -> tuple[Measure, int]:
    """Return measure and direction of a figure with this unit; `share` for parts of a whole."""
    direction = predicate.direction
    changed = direction != 0 and not predicate.reached
    if unit in ("倍", "番"):
        return Measure.MULTIPLE, direction
    if predicate.apart is not None:
        return Measure.GAP, direction
    if unit == "个百分点":
        return Measure.POINTS, direction or predicate.nominal
    if predicate.added and (predicate.compared is not None or unit in _MONEY):
        return Measure.INCREASE, 1  # 农民人均纯收入净增320元
    if unit not in ("%", "‰"):
        return (Measure.INCREASE, direction) if changed else (Measure.LEVEL, 0)
    if share or predicate.share:
        return Measure.SHARE, 0
    if changed:
        return Measure.CHANGE, direction
    if predicate.nominal:
        return Measure.CHANGE, predicate.nominal
    return Measure.LEVEL, 0

"""Cue words of targets and of results: 力争, 预期目标, 完成, 超过预期."""

import sys

from embeddings.lazy_regex import lazy_regex

__all__ = [
    "ACHIEVED_CLAIM",
    "ASKED_BOTH",
    "ASKED_RESULT",
    "ASKED_TARGET",
    "ESTIMATED",
    "PLANNED_CLAIM",
    "REACHED",
    "RESULT_SIGN",
    "TARGET_SIGN",
    "plans",
]

# Words of plans. Those within the name of a target compared with its result (超过年度预期目标) are
# no plan: `plans` leaves them out.
_PLANNED = lazy_regex(
    r"目标(?!任务)|目标任务(?=[:是为])|力争|争取|确保|预期(?!目标|寿命)|拟(?!定|建)|计划(?!单列|生育|经济|体制|内|外)|"
    r"要(?!素|求|点|闻|道|件|害|因)|将(?!近|军)|安排(?!了)|努力|建议|准备|必须|应当|把(?=[^，。]*控制在)|"
    r"到20[2-9]\d年"
)
# Earlier targets, by actor, time or purpose. 上述目标, 今年的目标, “十四五”目标 are future ones.
_SET_BEFORE = (
    r"(?:年初|年度|全年|当年|去年|上年|预期|预定|既定|原定|[省市区县]定|省控|计划|规划|确定|制定|提出|下达|规定|要求|"
    r"调整|考核|国家|自治区|[省市区县](?:政府|委|级|里)?|上级|本届政府|会议|调控|控制|约束性|"
    r"经济社会|发展|增长|减排|节能|降碳|治理|工作|任务|主要|总体|各项|奋斗|期|责任|指标|后|的|、|和)*"
)
_MET = lazy_regex(
    rf"(?<!为)(?<!为了)(?<!围绕)(?<!对照)(?:完成|实现|兑现|达成|达到|[未没]达|超出|超过|超额|突破|[高低好快慢优多少大小]于|符合|控制在)了?"
    rf"{_SET_BEFORE}(?:目标|预期|计划)|"
    r"(?:目标|计划)(?:任务)?(?:已经?|均|都|基本|全面|全部|圆满|胜利|顺利|如期|提前|超额|总体)+(?:完成|实现|达到)"
)
REACHED = lazy_regex(
    r"完成|实现|已|了(?!解)|累计|超额|达到|实际|初步核算|据统计|同比|比上年|比去年|成功|先后|共(?=[^同产])"
)
ESTIMATED = lazy_regex(r"预计|预测|初步测算|估计")
# Words of plans and of results in a clause, as features of a fitted model; a clause may have both.
TARGET_SIGN = lazy_regex(
    r"力争|争取|目标|预期|计划|拟|将|要|明年|今后|未来|到20[2-9]\d年|打算|确保|安排|控制在|新一年|推进|加快|加强"
)
RESULT_SIGN = lazy_regex(
    r"预计|完成|实现了|达到|累计|比上年|比上一年|去年|过去|了|年均|取得|新增|突破|已|同比|建成"
)
# The claim of a generated answer about a figure, compared with its excerpt.
PLANNED_CLAIM = lazy_regex(
    r"力争|争取|计划|目标|拟|将(?!军|近)|打算|预期|要(?!求|素|点|闻)|确保|努力实现|预计"
)
ACHIEVED_CLAIM = lazy_regex(r"已经|已|完成了|实现了|完成|实现(?!.{0,6}目标)|达到|建成|取得")
# What a question asks for: what was planned, what came of it, or both side by side.
ASKED_TARGET = lazy_regex(
    r"目标|(?<!完成)(?:年度|全年|今年|当年)?的?任务(?=[定多是为各分，,哪?？]|$)|预期(?!寿命)|计划(?!生育)|打算|准备|[拟按]安排|拟|安排(?:的|了|在|多少)|力争|定在|定的|定为|定了|设定|提出|"
    r"预算(?!收入|支出|内|外)|指标(?!体系)|(?<![重主需只必不])要(?:增长|新增|新建|新开|达到|突破|超过|降|完成|建|改|控制|压|减|实现|搬|脱贫|拆|修|种|招|培训|扩|打通|解决|引进|争取)|将(?:增长|新增|达到|降|完成)|"
    r"控制在多少|想(?!知道|了解|问)|希望|下调|上调|调低|调高"
)
ASKED_RESULT = lazy_regex(
    r"实际(?!利用|使用|到位|吸收)|(?<![想要将划算备争])完成(?!.{0,3}(?:目标|任务|计划))|实现了|达到了|(?:增长|上涨|下降|增加|减少|降低|提高|涨|降|升|增|减|完成|新增|建成|达到)了|"
    r"(?<![定排划出设])了(?:大[约概]|约|总共|一共|共)?(?:多少|几(?!乎))|"
    r"(?:多少|多[高大长快]|几[\u4e00-\u9fff]{0,2})了(?=[呢吗啊呀?？。]*$)|"
    r"最终|最后|到底|究竟.{0,6}了|落实|兑现|竣工|结果(?=是|如何|怎|[?？]|$)|已经?(?=达|完成|建成|实现)|成绩|决算"
)
ASKED_BOTH = lazy_regex(
    r"(?:目标|计划|预期|预算(?!收入|支出|内|外)|打算|安排)[^，,。？?]{0,12}[和与及、跟，,]?[^，,。？?]{0,10}(?:实际(?!利用|使用|到位|吸收)|完成情况|完成数|结果|实绩|实现)|"
    r"(?:实际(?!利用|使用|到位|吸收)|完成|结果)[^，,。？?]{0,8}[和与及、跟][^，,。？?]{0,8}(?:目标|计划|预期)"
)


def plans(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether folded `text[start:end]` has a word of a plan.

    A target that was met, missed or exceeded (完成年度目标) is no plan; 确保完成年度目标 is one.
    """
    if _PLANNED.search(text, start, end) is None:
        return False
    met = [match.span() for match in _MET.finditer(text, start, end)]
    return any(
        not any(low <= word.start() < high for low, high in met)
        for word in _PLANNED.finditer(text, start, end)
    )

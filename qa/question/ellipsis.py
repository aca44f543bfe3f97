# ruff: noqa: E501 (the word tables read better unbroken)
"""Whether a question leaves something out that only the one before it says.

A question with a subject of its own is asked alone. What says that it goes on from the last one is a
cue: 那 or 它 at its beginning, 呢 at the end of a bare noun, a year or a place by itself, no subject.
"""

import re
from enum import Enum, auto

from qa.text.part_of_speech import TaggedWord, tagged

__all__ = ["ASKING", "PRONOUN", "Cue", "cue_of", "has_subject"]


class Cue(Enum):
    """What a question lacks, as far as its words say."""

    NONE = auto()  # nothing: it is asked alone
    SCOPE = auto()  # year and place: 还有多少…, 烧沼气的农户要再添多少
    SUBJECT = auto()  # what it is about


ASKING = re.compile(
    r"多少|多[大高长久快远](?!的)|几(?!乎)|哪(?!怕)|什么|啥|怎么?样?|咋|如何|吗|是否|是不是|有没有|有无|能否|为何|为什么|谁|呢|何时|原因|不"
)
PRONOUN = re.compile(
    r"它们?的?那个|他们的?|它们?的?|其中的?|这其中|其(?!他|余|实|次|它)(?:的)?|该(?:项|工程|项目|市|省|地区|指标|区|计划|政策)?(?!怎|如何|做|不该|有|给|管)的?"
    r"|(?:这|那)(?:个|项|一|些|几|里|种|条|座|笔|件)+(?:指标|数字?|目标|项目|工程|政策|计划|资金|钱|事|任务|区|比例)?(?!年)的?|上述|前者|后者|这(?=[是占有])"
)
_POINTS_BACK = re.compile(
    r"^(?:那(?![些时里边次曲段几年天两二三四五六七八九十]|么多)|它|他们|其中|这其中|其(?!他|余|实|次|它)|前者|后者|上述|该(?:项|工程|项目|市|省|地区|指标|区|计划|政策|县|产业)|"
    r"这(?:一?[个项些件条座笔种]|[是占有比]|一?(?:指标|数字|目标|比例|项目|工程|政策|计划|任务))|(?:那|这)?同一?年|当年|同期|(?:那|这)一年|(?:它|那)?(?:前一年|上一年|头一年|再往前一年|后一年|下一年|第二年|次年|再往后一年)(?!的?底))"
)
_DEMONSTRATIVE = re.compile(r"^(?:这|那)(?:一?[个项些件条座笔种家位颗栋片所场本部]|批)")
_GOES_ON = re.compile(
    r"^(?:还有?|再(?!生|就业|贷款|保险|融资)|又(?!.{0,4}又)|也|另外|此外|同时)|^[^,，。；;？? ]*(?:要|打算|计划|准备)再"
)
_BARE_NOUN_NE = re.compile(r"^[^,，。；;？?]{1,16}(?:呢|又如何)[\s?？。!！]*$")
_COMPARED = re.compile(
    r"^(?:和|与|跟|同|比|较)[^,，？?]{1,14}?(?:相)?比(?:较)?(?:呢|怎么样|如何)?$|^(?:这|那)?(?:两年|两者|二者|两个|它们|前后|两边)?(?:之间)?的?(?:相差|差距?|比较)"
)
_LEANING_START = re.compile(
    r"^(?:一共|总共|共(?!同|享|建|产|和)|合计|分别|各(?![地级类项种族界省市县区国自个方])|其余|剩下|最终|最后|后来|结果|具体|为什么|为何|为啥|怎么|怎样|如何|咋|什么时候|何时|谁|哪|是不是|是否|有没有|多少|几)"
)
_GROUP = re.compile(
    r"中央|地方|城镇|农村|城乡|城里|乡下|全国|全市|全省|东部|中部|西部|企业|个人|国有|民营"
)
# Nouns that say what of a thing is asked, not of which.
_ATTRIBUTES = frozenset(
    [
        "目标",
        "计划",
        "实际",
        "预期",
        "任务",
        "原因",
        "依据",
        "效果",
        "成效",
        "成果",
        "进展",
        "影响",
        "情况",
        "结果",
        "措施",
        "办法",
        "举措",
        "做法",
        "方面",
        "内容",
        "数字",
        "数据",
        "数量",
        "总量",
        "规模",
        "比例",
        "比重",
        "占比",
        "增速",
        "增幅",
        "涨幅",
        "降幅",
        "幅度",
        "水平",
        "面积",
        "长度",
        "总长",
        "全长",
        "产值",
        "产量",
        "总额",
        "金额",
        "资金",
        "投资",
        "总投资",
        "造价",
        "工期",
        "价格",
        "标准",
        "时间",
        "时候",
        "年份",
        "年度",
        "去年",
        "今年",
        "明年",
        "前年",
        "同比",
        "新增",
        "完成",
        "实现",
        "达到",
        "投入",
        "增长",
        "下降",
        "名称",
        "名字",
        "地方",
        "单位",
        "部门",
        "部分",
        "意义",
        "作用",
        "好处",
        "问题",
        "困难",
        "要求",
        "重点",
        "主要",
        "具体",
        "速度",
        "程度",
        "关系",
        "区别",
        "变化",
        "差距",
        "个人",
        "全部",
        "其他",
        "报告",
        "政府",
        "分摊",
        "承担",
        "负担",
        "分担",
        "安排",
        "支出",
        "补助",
        "补贴",
        "占用",
        "牵涉",
        "涉及",
        "全年",
        "百分点",
        "人次",
        "亿元",
        "万元",
        "多少",
        "一年",
        "次数",
        "钱",
        "人",
        "年",
        "户",
        "家",
    ]
)
# Verbs that say what becomes of a thing, not of which.
_PREDICATES = frozenset(
    [
        "完工",
        "竣工",
        "通车",
        "投产",
        "开工",
        "启用",
        "投用",
        "建成",
        "建好",
        "建设",
        "解决",
        "处理",
        "应对",
        "落实",
        "推进",
        "开展",
        "实施",
        "执行",
        "进行",
        "开始",
        "结束",
        "启动",
        "打算",
        "准备",
        "力争",
        "争取",
        "提高",
        "增加",
        "减少",
        "上升",
        "上涨",
        "降低",
        "降到",
        "涨到",
        "升到",
        "达标",
        "兑现",
        "落空",
        "花掉",
        "拿出",
        "用于",
        "来自",
        "出来",
        "提出",
        "提到",
        "说明",
        "变化",
        "相差",
        "相比",
        "比较",
        "属于",
        "成为",
        "保持",
        "控制",
        "超过",
        "突破",
        "需要",
        "应该",
        "可以",
        "能够",
        "已经",
        "没有",
        "负责",
        "得到",
        "取得",
        "获得",
        "同意",
        "批准",
        "覆盖",
        "惠及",
        "受益",
        "支持",
        "保障",
        "回答",
        "介绍",
        "高于",
        "低于",
        "排名",
        "排在",
        "位居",
        "位列",
        "来源",
        "组成",
        "构成",
        "包括",
        "分别",
        "知道",
        "觉得",
    ]
)
_SHORT = 10  # characters; a longer question says what it is about
_NOUN_AT_LEAST = 2  # characters of a noun that says what a question is about


def cue_of(question: str, core: str, *, dated: bool, whole: bool) -> Cue:
    """Return what a folded question lacks.

    Args:
        question: as asked.
        core: the same without its years, places, opening and closing particles.
        dated: whether it names a year.
        whole: whether it names both a year and a place.
    """
    own = has_subject(core)
    if _COMPARED.match(core) or (_POINTS_BACK.match(question) and not _of_this_kind(question)):
        return Cue.SUBJECT
    if _BARE_NOUN_NE.match(question) and not ASKING.search(core) and not (whole and own):
        return Cue.SUBJECT
    if not core:
        return Cue.SUBJECT  # a year or a place by itself
    if not own and not whole and len(core) <= _SHORT:
        return Cue.SUBJECT
    return Cue.SCOPE if _GOES_ON.search(question) and not dated else Cue.NONE


def _of_this_kind(question: str) -> bool:
    """Whether what 这 or 那 points at is named behind it: 那条悬浮小火车, not 那个项目."""
    pointing = _DEMONSTRATIVE.match(question)
    return pointing is not None and has_subject(question[pointing.end() :])


def has_subject(core: str) -> bool:
    """Return whether `core`, a question without its years and places, says what it is about.

    怎么稳住外贸外资 does, 怎么解决 and 一共牵涉多少个税目 do not.
    """
    if core.startswith(("占", "比")):
        return False
    start = _LEANING_START.match(core)
    if start is None:
        return _names_something(core)
    rest = core[start.end() :]
    if ASKING.match(start.group()):
        return _names_something(rest)  # 什么时候完工; 哪些民生实事
    asking = ASKING.search(rest)
    return _names_something(rest if asking is None else rest[: asking.start()])


def _names_something(text: str) -> bool:
    """Whether a noun in `text` says what is asked about."""
    words = tagged(text)
    return any(_is_content(word, words[place + 1 :][:1]) for place, word in enumerate(words))


def _is_content(word: TaggedWord, following: list[TaggedWord] | tuple[TaggedWord, ...]) -> bool:
    if len(word.text) < _NOUN_AT_LEAST or word.text in _ATTRIBUTES or ASKING.search(word.text):
        return False
    if _GROUP.fullmatch(word.text):  # 农村公路 is a thing, 中央和地方 are sides
        return bool(following) and len(following[0].text) > 1 and following[0].is_noun
    if word.is_noun:
        return word.tag not in ("f", "t", "s")
    return word.tag in ("v", "a", "j") and word.text not in _PREDICATES

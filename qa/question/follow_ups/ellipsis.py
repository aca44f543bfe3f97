# ruff: noqa: E501 (the word tables read better unbroken)
"""Context dependence: whether a question needs the one before it to be understood.

A question with its own subject is self-contained unless a cue refers to the last one: 那 or 它 at
its beginning, 呢 after a noun alone, only a year or a place, or no subject.
"""

from enum import Enum, auto

from embeddings.lazy_regex import lazy_regex
from qa.question.follow_ups.subject_words import ATTRIBUTES, PREDICATES
from qa.text.asking_words import ASKING
from qa.text.part_of_speech import TaggedWord, tagged

__all__ = [
    "BOTH",
    "PRONOUN",
    "Dependence",
    "dependence_of",
    "has_subject",
    "is_fragment",
    "opens_fragment",
]


class Dependence(Enum):
    """What a question takes from the one before it."""

    NONE = auto()  # nothing: it is self-contained
    SCOPE = auto()  # year and place: 还有多少…, 烧沼气的农户要再添多少
    SUBJECT = auto()  # subject, year and place


PRONOUN = lazy_regex(
    r"它们?的?那个|他们的?|它们?的?|其中的?|这其中|其(?!他|余|实|次|它)(?:的)?|该(?:项|工程|项目|市|省|地区|指标|区|计划|政策)?(?!怎|如何|做|不该|有|给|管)的?"
    r"|(?:这|那)(?:个|项|一|些|几|里|种|条|座|笔|件)+(?:指标|数字?|目标|项目|工程|政策|计划|资金|钱|事|任务|区|比例)?(?!年)的?|上述|前者|后者|这(?=[是占有])"
)
_ANAPHORIC_START = lazy_regex(
    r"^(?:那(?![些时里边次曲段几年天两二三四五六七八九十]|么多)|它|他们|其中|这其中|其(?!他|余|实|次|它)|前者|后者|上述|该(?:项|工程|项目|市|省|地区|指标|区|计划|政策|县|产业)|"
    r"这(?:一?[个项些件条座笔种]|[是占有比]|一?(?:指标|数字|目标|比例|项目|工程|政策|计划|任务))|(?:那|这)?同一?年|当年|同期|(?:那|这)一年|(?:它|那)?(?:前一年|上一年|头一年|再往前一年|后一年|下一年|第二年|次年|再往后一年)(?!的?底))"
)
_DEMONSTRATIVE = lazy_regex(r"^(?:这|那)(?:一?[个项些件条座笔种家位颗栋片所场本部]|批)")
_COMPARED = lazy_regex("(?:同?比|较)(?:上|去|前|同|往年)")  # 比上一年涨了还是跌了
_CONTINUES = lazy_regex(
    r"^(?:还有?|再(?!生|就业|贷款|保险|融资)|又(?!.{0,4}又)|也|另外|此外|同时)|^[^,，。；;？? ]*(?:要|打算|计划|准备)再"
)
_BARE_NOUN_NE = lazy_regex(r"^[^,，。；;？?]{1,16}(?:呢|又如何)[\s?？。!！]*$")
_COMPARISON = lazy_regex(
    r"^(?:和|与|跟|同|比|较)[^,，？?]{1,14}?(?:相)?比(?:较)?(?:呢|怎么样|如何)?$"
)
# Asks of the last two questions together: 两年相差多少, 谁更高, 两个城市谁的总量大.
BOTH = lazy_regex(
    r"^(?:(?:这|那)?(?:两个?(?:城市|省份?|地方|地区|市|年份?)|两[地者个边年]|二者|它们|前后)(?:之间|相比|当中|里面?|中)?的?)?"
    r"(?:(?P<apart>相差|差距?(?!异|别)|比较)|(?:谁|哪一?(?:个|边|年|方)?(?:城市|省|市|地方)?)的?(?:总量|规模|数[值字量]?|水平)?(?P<measure>增速|增幅|涨幅|降幅)?"
    r"(?:更|要|比较|还)?(?P<way>[高大多快低小少慢])(?:一?些|一?点)?(?:呢|啊)?[\s?？。]*$)"
)
_ELLIPTICAL_START = lazy_regex(
    r"^(?:一共|总共|共(?!同|享|建|产|和)|合计|分别|各(?![地级类项种族界省市县区国自个方])|其余|剩下|最终|最后|后来|结果|具体|为什么|为何|为啥|怎么|怎样|如何|咋|什么时候|何时|谁|哪|是不是|是否|有没有|多少|几)"
)
_GROUP = lazy_regex(
    r"中央|地方|城镇|农村|城乡|城里|乡下|全国|全市|全省|东部|中部|西部|企业|个人|国有|民营"
)
# Nothing but a plan and its extent: 想要多少家, 要引进几家, 争取干到多少. A verb of two characters may
# hold its object (要减税多少), those listed do not.
_BARE_PLAN = lazy_regex(
    r"(?:还|再|又|一共|总共)*(?:想要|打算|计划|准备|争取|力争|预计|[要想会能将拟])+"
    r"(?:引进|吸引|招引|突破|新建|扩建|改建|改造|修建|建设|培育|生产|发展|做大|[\u4e00-\u9fff])?[到成出上够完]?"
    r"(?:多少|几|多[大高长远重快])(?:[万亿]*[\u4e00-\u9fff]|公里|公顷|平方米|人次|美元|规模)?[吗呢吧啊?？\s]*"
)
_SHORT = 10  # characters; a longer question has its own subject
_REASON_START = lazy_regex("为什么|为何|为啥")  # the reason of nothing named, however long
_NOUN_AT_LEAST = 2  # minimum characters of a noun that is a subject


def dependence_of(question: str, core: str, *, dated: bool, whole: bool) -> Dependence:
    """Return what a folded question takes from the one before it.

    Args:
        question: as asked.
        core: the same without its years, places, opening and closing particles.
        dated: whether it names a year.
        whole: whether it names both a year and a place.
    """
    own = has_subject(core)
    pointing = _ANAPHORIC_START.match(question) and not _of_this_kind(question)
    if _COMPARISON.match(core) or BOTH.match(core) or pointing:
        return Dependence.SUBJECT
    if _BARE_NOUN_NE.match(question) and not ASKING.search(core) and not (whole and own):
        return Dependence.SUBJECT
    if not core:
        return Dependence.SUBJECT  # a year or a place by itself
    short = len(core) <= _SHORT or _REASON_START.match(core)
    if short and not own and not whole:
        return Dependence.SUBJECT
    return Dependence.SCOPE if _CONTINUES.search(question) and not dated else Dependence.NONE


def is_fragment(question: str, core: str, *, scoped: bool, whole: bool) -> bool:
    """Return whether a folded question is none without one before it: 支出呢, 那江苏呢, 为什么.

    In doubt it is one by itself: 固原一共搬了多少户. Args as those of `dependence_of`; `scoped` is
    whether it names a year or a place.
    """
    own = has_subject(core) and not BOTH.match(core)
    pointing = _ANAPHORIC_START.match(question)
    if pointing and not _of_this_kind(question):
        return not own or not pointing[0].startswith("那")
    if own:
        return False
    bare = len(core) <= _SHORT and not any(_is_long_noun(word) for word in tagged(core))
    unsaid = bare or BOTH.match(core) or _ELLIPTICAL_START.match(core)
    cued = _BARE_NOUN_NE.match(question) or _COMPARED.match(question) or (not scoped and unsaid)
    return bool(cued) or not (core or whole)


def opens_fragment(question: str) -> bool:
    """Return whether a folded question may be one even as the first: 那江苏呢, but not 江苏."""
    return bool(_BARE_NOUN_NE.match(question)) or question.startswith("那")


def _of_this_kind(question: str) -> bool:
    """Whether the referent of 这 or 那 is named directly after it: 那条悬浮小火车, not 那个项目."""
    pointing = _DEMONSTRATIVE.match(question)
    return pointing is not None and has_subject(question[pointing.end() :])


def has_subject(core: str) -> bool:
    """Return whether `core`, a question without its years and places, has a subject.

    怎么稳住外贸外资 does, 怎么解决 and 一共牵涉多少个税目 do not.
    """
    if core.startswith(("占", "比")) or _is_bare_plan(core):
        return False
    start = _ELLIPTICAL_START.match(core)
    if start is None:
        return _names_something(core)
    rest = core[start.end() :]
    if ASKING.match(start.group()):
        return _names_something(rest)  # 什么时候完工; 哪些民生实事
    asking = ASKING.search(rest)
    return _names_something(rest if asking is None else rest[: asking.start()])


def _is_bare_plan(core: str) -> bool:
    """Whether a question says only that something is planned, and asks how much of it."""
    if _BARE_PLAN.fullmatch(core) is None:
        return False
    nouns = (word for word in tagged(core) if _is_long_noun(word) and word.tag != "vn")
    return all(word.text in ATTRIBUTES or ASKING.search(word.text) for word in nouns)


def _names_something(text: str) -> bool:
    """Whether `text` contains a noun that is a subject."""
    words = tagged(text)
    return any(_is_content(word, words[place + 1 :][:1]) for place, word in enumerate(words))


def _is_long_noun(word: TaggedWord) -> bool:
    return word.is_noun and len(word.text) >= _NOUN_AT_LEAST


def _is_content(word: TaggedWord, following: list[TaggedWord] | tuple[TaggedWord, ...]) -> bool:
    if len(word.text) < _NOUN_AT_LEAST or word.text in ATTRIBUTES or ASKING.search(word.text):
        return False
    if _GROUP.fullmatch(word.text):  # 农村公路 is a subject, 中央和地方 are groups
        return bool(following) and len(following[0].text) > 1 and following[0].is_noun
    if word.is_noun:
        return word.tag not in ("f", "t", "s")
    return word.tag in ("v", "a", "j") and word.text not in PREDICATES

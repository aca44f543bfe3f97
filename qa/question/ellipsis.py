"""Whether a question leans on the one before it: 完成了吗, 一共牵涉多少个税目."""

import re

from qa.text.part_of_speech import tagged

__all__ = ["ASKING", "leans"]

ASKING = re.compile(
    r"多少|多[大高长久快远](?!的)|几(?!乎)|哪(?!怕)|什么|啥|怎么?样?|咋|如何|吗|是否|是不是|有没有|有无|能否|为何|为什么|谁|呢|何时|原因|不"
)
_DEPENDENT_START = re.compile(
    r"^(?:一共|总共|共|合计|分别|各|又|还有?|也|都|具体|主要|其余|剩下|最终|最后|后来|结果|为什么|为何|为啥|怎么|怎样|如何|咋|什么时候|何时|谁|哪"
    r"|完成|实现|达到|达标|打算|准备|力争|拟|要(?!素)|又|再|还剩|增长|下降|上升|涨|降|占|比|是不是|是否|有没有|目标|实际|计划|预计|原因|依据|涉及|牵涉|包括|多少|几|新增|投入|中央|地方|城镇|农村|城乡|城里|乡下|全国|全市|全省|东部|中部|西部|企业|个人|男|女|国有|民营|去年|今年|明年|与|和|跟|较|同比|第[一二三四五六七八九]|花|效果|成效|进展|影响"
    r"|(?:总长|全长|长度|产值|面积|投资|总投资|造价|工期|增速)(?=是|有|为|多|几|呢|怎么))"
)
_GROUP = re.compile(
    r"中央|地方|城镇|农村|城乡|城里|乡下|全国|全市|全省|东部|中部|西部|企业|个人|国有|民营"
)
_SUBJECT_AT_LEAST = 4  # characters of words that say what a question is about
_LONGEST = 16  # characters: a longer question says what it is about


def leans(core: str) -> bool:
    """Return whether `core`, a question without its years and regions, lacks a subject."""
    return bool(_DEPENDENT_START.match(core)) and len(core) <= _LONGEST and not _has_subject(core)


def _has_subject(core: str) -> bool:
    """Whether a question that begins as one that leans on the last says all the same what it is of.

    怎么稳住外贸外资 does, 怎么解决 and 一共牵涉多少个税目 do not.
    """
    if core.startswith(("占", "比")):
        return False
    start = _DEPENDENT_START.match(core)
    if start is not None and ASKING.match(start.group()):
        core = core[start.end() :]  # 什么时候完工
    asking = ASKING.search(core)
    words = tagged(core if asking is None or not asking.start() else core[: asking.start()])
    own = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else None
        if _GROUP.fullmatch(word.text):
            shapes = following is not None and len(following.text) > 1 and following.is_noun
            leans = not shapes and not (following is not None and following.is_verb)
        else:
            leans = bool(_DEPENDENT_START.fullmatch(word.text) or ASKING.search(word.text))
        if not leans and len(word.text) > 1:
            own.append(word)
    return any(w.is_noun for w in own) and sum(len(w.text) for w in own) >= _SUBJECT_AT_LEAST

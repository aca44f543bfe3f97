"""Numbered names and countries that must match exactly: 1号线 is not 2号线, 美国 not 全国."""

import re
from collections.abc import Sequence

from embeddings.text.folding import fold
from embeddings.text.numerals import numeral_value

__all__ = ["unmet_names"]

_DIGITS = r"\d+|[一二三四五六七八九十]+"
# Names with a number; a count (3条, 5所) is not a name.
_NUMBERED = re.compile(
    rf"(?P<number>{_DIGITS})(?P<kind>号线|号桥|号井|号机组|号文件|号公路|号院|号楼|环路?(?![境保节])|中(?=的|学|新|扩|建|分|校|投|总|什|何|在|有|是|$)|中学|小学|医院|水厂|标段|大街|路公交)"
)
_WHOLE = re.compile(r"[\d一二三四五六七八九十第]$")
_FOREIGN = re.compile(
    r"美国|日本|英国|法国|德国|俄罗斯|印度(?!尼)|印度尼西亚|朝鲜|韩国|乌克兰|加拿大|澳大利亚|巴西|意大利|西班牙|泰国|越南|新加坡|以色列|伊朗|埃及|南非|墨西哥|土耳其|波兰|荷兰|瑞士|瑞典"
)


def unmet_names(question: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the numbered names and countries of `question` that none of `texts` contains."""
    folded = fold(question)
    held = [fold(text) for text in texts]
    unmet = []
    for match in _NUMBERED.finditer(folded):
        if match.start() and folded[match.start() - 1] in "第" and match["kind"] == "中":
            continue
        number = numeral_value(match["number"])
        if not any(
            numeral_value(other["number"]) == number and other["kind"][:1] == match["kind"][:1]
            for text in held
            for other in _NUMBERED.finditer(text)
            if not (
                other.start()
                and _WHOLE.search(text[: other.start()])
                and text[other.start() - 1] != "第"
            )
        ):
            unmet.append(match[0])
    unmet += [
        name
        for name in dict.fromkeys(_FOREIGN.findall(folded))
        if not any(name in text for text in held)
    ]
    return tuple(unmet)

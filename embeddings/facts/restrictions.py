# ruff: noqa: E501 (the tables of words read better unbroken)
"""Words that restrict an indicator to a part of what it names: 城镇 of 城镇新增就业.

They are separated from the indicator because they must match exactly, not by similarity:
城镇居民人均可支配收入 and 农村居民人均可支配收入 share nine of eleven characters.
"""

import re

__all__ = ["RESTRICTION", "split_restrictions"]

# Variants; the first is canonical.
_FORMS: tuple[tuple[str, str], ...] = (
    ("城镇", r"城镇(?!化|体系|建设|开发|规划|基础|老旧|低效|职工)"),
    ("城市", r"城市(?=居民|人均|人口|新增|就业|低保|户)"),
    ("城乡", r"城乡(?=居民|人均|低保|社会|储蓄|就业|劳动)"),
    ("农村", r"农村(?!信用|商业|合作|土地|综合|改革|公路|路)|农民(?=人均|纯|年|收入|现金|工资|家庭)|农牧民|农牧区(?=居民)"),
    ("规模以上", r"规模以上|规上|规模(?=工业)"),
    ("限额以上", r"限额以上|限上"),
    ("第一产业", r"第一产业|一产(?=增|业)|一次产业"),
    ("第二产业", r"第二产业|二产(?=增|业)|二次产业"),
    ("第三产业", r"第三产业|三产(?=增|业)"),
    ("人均", r"人均|每人平均"),
    ("新增", r"新增加?(?!长)|净增|净增加|增设"),
    ("中央", r"中央(?=财政|预算|本级|赤字|投资|转移|对地方)"),
    ("地方", r"地方级?(?=财政|一般|公共|政府|税收|级|预算|赤字|债)"),
    ("本级", r"[省市县区州]?本级(?=财政|一般|公共|收入|支出|预算|地方)"),
    ("县域", r"县域"),
    ("民间", r"民间(?=投资|固定)"),
    ("登记", r"登记(?=失业)"),
    ("调查", r"调查(?=失业)"),
    ("常住", r"常住(?=人口)"),
    ("户籍", r"户籍(?=人口)"),
)  # fmt: skip
RESTRICTION = re.compile(
    "|".join(f"(?P<r{number}>{pattern})" for number, (_, pattern) in enumerate(_FORMS))
)
_LOOSE = re.compile(r"^[的、和及与]+|[的、和及与]+$")


def split_restrictions(head: str) -> tuple[str, tuple[str, ...]]:
    """Return the folded `head` without its restricting words, and these in the order of the text.

    A head of restricting words only (第三产业增长8%) is unchanged.
    """
    found: list[str] = []
    rest: list[str] = []
    position = 0
    for match in RESTRICTION.finditer(head):
        name = _FORMS[int((match.lastgroup or "r0")[1:])][0]
        if name not in found:
            found.append(name)
        rest.append(head[position : match.start()])
        position = match.end()
    if not found:
        return head, ()
    indicator = _LOOSE.sub("", "".join((*rest, head[position:])))
    return indicator or head, tuple(found)

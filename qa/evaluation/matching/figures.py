"""Figures in an answer, found independently of `embeddings.language.figures`, which answers use."""

import re

__all__ = ["FIGURE", "figures_in"]

_NUMBER = r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_MULTIPLE = r"(?:百(?!分)|千(?![瓦克米伏])|万|亿|多|余)*"
_UNIT = (
    r"(?:个百分点|平方公里|平方米|立方米|千瓦时|公里|公顷|公斤|千克|千瓦|"
    r"人次|户次|美元|港元|欧元|年代|小时|分钟|项目|米|元|吨|斤|亩|户|人|名|家|个|项|件|所|座|"
    r"条|处|台|辆|艘|架|套|间|张|部|次|期|批|届|年|月|日|天|倍|位|岁|级|颗|口|村|镇|乡|县|市|省|"
    r"%|％|‰|℃|度)?"
)
_CHINESE_SHARE = r"(?:百|千|万)分之[〇零一二三四五六七八九十百两点]+"
FIGURE = re.compile(f"{_CHINESE_SHARE}|{_NUMBER}\\s*{_MULTIPLE}{_UNIT}")


def figures_in(text: str) -> tuple[str, ...]:
    """Return the figures of `text` in order: each a number with its multiple and its unit.

    Numbers in digits, and percentages in Chinese numerals (百分之七). Other Chinese numerals are
    ignored, since too many are parts of words (一些, 三农).
    """
    return tuple(match.group() for match in FIGURE.finditer(text))

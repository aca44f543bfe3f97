"""What the lower layers say in English, said in Chinese to whoever reads Chinese.

`assets/errors.zh.tsv` pairs the wording of an error, `{}` for each value in it, with the Chinese
sentence; `{1}` names a value by its place where the order differs. What is not in the table is
shown as it came: an English sentence is better than none.
"""

import re
from functools import cache
from pathlib import Path

__all__ = ["worded_for"]

_TABLE = Path(__file__).parent / "assets" / "errors.zh.tsv"


def worded_for(language: str, text: str) -> str:
    """Return `text` as a reader of `language` should see it."""
    if language != "zh":
        return text
    for pattern, chinese in _sentences():
        match = pattern.fullmatch(text)
        if match is not None:
            return chinese.format(*match.groups())
    return text


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the table's patterns, the most particular first."""
    rows = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        english, chinese = line.split("\t")
        rows.append((english, chinese))
    rows.sort(key=lambda row: -len(row[0].replace("{}", "")))
    return tuple((_pattern(english), chinese) for english, chinese in rows)


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL)

"""What the lower layers say in one language, said in the reader's.

Errors are English, what is noticed about an answer is Chinese. `assets/errors.zh.tsv` and
`assets/notices.en.tsv` pair the wording, `{}` for each value in it, with the sentence in the other
language; `{1}` names a value by its place where the order differs. What is not in the table is
shown as it came: a sentence in the other language is better than none.
"""

import re
from functools import cache
from pathlib import Path

from ui.i18n.messages import message

__all__ = ["worded_for"]

_ASSETS = Path(__file__).parents[1] / "assets"
_TABLES = {"zh": "errors.zh.tsv", "en": "notices.en.tsv"}


_FINDING = re.compile(
    r"(?P<place>.+?): (?P<severity>error|warning)(?P<question> \[[^\]]*\])?: (?P<told>.+?)"
    r"(?: \(also on line (?P<lines>[\d, ]+?)(?: and (?P<count>\d+) more)?\)"
    r"| \(and (?P<alike>\d+) more like it\))?"
)


def worded_for(language: str, text: str) -> str:
    """Return `text` as a reader of `language` should see it."""
    lines = text.split("\n")
    if language == "zh" and _FINDING.fullmatch(lines[0]):
        return "\n".join(_found(line, language) for line in lines)
    return _worded(language, text) or text


def _found(line: str, language: str) -> str:
    """Return a line of what is wrong with a test set: its file and line stay, its words change."""
    finding = _FINDING.fullmatch(line)
    if finding is None:
        return _worded(language, line) or line
    lines, count = finding["lines"], finding["count"]
    if count:
        lines = message("finding.more", language, lines=lines, count=count)
    return message(
        "finding.line",
        language,
        place=finding["place"],
        severity=message(f"finding.{finding['severity']}", language),
        question=finding["question"] or "",
        told=_worded(language, finding["told"]) or finding["told"],
        also=message("finding.also", language, lines=lines)
        if lines
        else message("finding.alike", language, count=finding["alike"])
        if finding["alike"]
        else "",
    )


def _worded(language: str, text: str) -> str | None:
    for pattern, sentence in _sentences(language):
        match = pattern.fullmatch(text)
        if match is not None:
            return sentence.format(*match.groups())
    return None


@cache
def _sentences(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the table's patterns, the most particular first."""
    rows = []
    for line in (_ASSETS / _TABLES[language]).read_text(encoding="utf-8").splitlines():
        said, meant = line.split("\t")
        rows.append((said, meant))
    rows.sort(key=lambda row: -len(row[0].replace("{}", "")))
    return tuple((_pattern(said), meant) for said, meant in rows)


def _pattern(said: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, said.split("{}"))), re.DOTALL)

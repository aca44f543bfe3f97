"""Names in quotation marks, runs of such names, and their marks and notes."""

import re

from embeddings.lazy_regex import lazy_regex

__all__ = ["quoted_runs", "strip_quotes"]

_QUOTED_RUN = lazy_regex(
    r"(?:《[^》]{2,40}》|“[^”]{2,24}”)(?:[、和与及＋+]?(?:《[^》]{2,40}》|“[^”]{2,24}”))+"
)
_QUOTED = lazy_regex(r"《[^》]{2,40}》|“[^”]{2,24}”")
_LISTED_IN_QUOTES = lazy_regex(r"“(?P<inner>[^”]{2,10}(?:[，,、][^”，,、]{2,10}){1,7})”")
_PLUS = lazy_regex(r"[“]?(?P<run>[^“”，。；＋+]{1,12}(?:[＋+][^“”，。；＋+]{1,12}){2,})[”]?")
_BRACKETED = lazy_regex(r"[（(〔][^）)〕]*[）)〕]$")


def quoted_runs(text: str) -> list[tuple[str, ...]]:
    """Return the runs of adjacent names in quotation marks: “千亿总值”“千亿产业”."""
    runs = [
        tuple(strip_quotes(match.group()) for match in _QUOTED.finditer(run.group()))
        for run in _QUOTED_RUN.finditer(text)
    ]
    runs += [
        tuple(piece for piece in re.split(r"[，,、]", run["inner"]) if piece)
        for run in _LISTED_IN_QUOTES.finditer(text)
    ]
    runs += [
        tuple(piece for piece in re.split(r"[＋+]", run["run"]) if piece)
        for run in _PLUS.finditer(text)
    ]
    return runs


def strip_quotes(member: str) -> str:
    """Return a member without quotation marks and without a note in brackets after it."""
    member = member.strip(" 　")
    inner = _BRACKETED.sub("", member)
    if inner and len(inner) > 1:
        member = inner
    if len(member) > 2 and member[0] == "“" and member.find("”") == len(member) - 1:
        return member[1:-1]
    if member.count("“") > member.count("”"):
        member = member.removeprefix("“")
    elif member.count("”") > member.count("“"):
        member = member.removesuffix("”")
    return member

"""Nearby questions that can be answered, offered with a refusal."""

from collections.abc import Mapping

from embeddings.records import Report
from qa.clauses import clauses
from qa.figures import find_figures
from qa.records import Retrieval

__all__ = ["suggestions"]

_MOST = 3
_SHORTEST, _LONGEST = 4, 24  # characters of a subject that makes a readable question


def suggestions(retrieval: Retrieval, reports: Mapping[str, Report]) -> tuple[str, ...]:
    """Return up to three questions whose answers stand in the nearest passages.

    Each is made of a clause with a figure: 新建公共停车泊位1.7万个 → 新建公共停车泊位多少个？
    """
    found: list[str] = []
    for passage in retrieval:
        report = reports[passage.report_id]
        head = f"{report.year}年" if report.year else ""
        head += "" if report.region in (None, "全国") else str(report.region)
        sentence = passage.text[
            passage.match_start - passage.start : passage.match_end - passage.start
        ]
        for clause in clauses(sentence):
            question = _question(sentence[clause.start : clause.end], head)
            if question and question not in found:
                found.append(question)
                break
        if len(found) == _MOST:
            break
    return tuple(found)


def _question(clause: str, head: str) -> str:
    figures = [
        figure for figure in find_figures(clause) if figure.unit not in {"年", "月", "日", ""}
    ]
    if len(figures) != 1 or clause[figures[0].end :].strip(" 　"):
        return ""
    figure = figures[0]
    subject = clause[: figure.start]
    if not _SHORTEST <= len(subject) <= _LONGEST or find_figures(subject):
        return ""
    asked = "百分之多少" if figure.unit == "%" else f"多少{figure.unit}"
    return f"{head}{subject}{asked}？"

"""Unanswerable questions made of answerable ones: year, region, place or indicator changed.

Each is checked to be absent: no report names the year or region put in, or no paragraph of the
reports asked about holds its words or an answer.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random

from embeddings.language.figures import find_figures
from embeddings.language.time_expressions import Anchor, TimeKind, TimeWord, find_times
from embeddings.records import Report
from qa.question.question import find_regions
from qa.records import Reason
from qa.retrieval.retriever import Retriever
from qa.training.questions.unanswerable import (
    SEED,
    Unanswerable,
    is_near,
    pairs_of,
    paragraph_pairs,
)
from qa.training.questions.written_questions import WrittenQuestion

__all__ = ["changed_indicators", "changed_places", "changed_regions", "changed_years"]

_REGIONS = (
    "西宁",
    "成都",
    "南宁",
    "贵阳",
    "合肥",
    "大连",
    "厦门",
    "银川",
    "广东省",
    "浙江省",
    "云南省",
    "吉林省",
    "七台河",
    "鹤岗",
    "防城港",
    "蚌埠",
    "淮北",
    "三明市",
    "莆田",
    "商洛",
    "汉中",
    "朝阳市",
    "阳泉",
    "濮阳",
    "鄂州",
    "湘潭",
    "云浮",
    "保山",
    "铜陵",
    "白城",
    "盘锦",
    "舟山",
)
_WHOLE = re.compile(r"全国|我国|国家|中国|兰州市?|中央")


def changed_years(
    questions: Sequence[WrittenQuestion], retriever: Retriever, count: int
) -> list[Unanswerable]:
    """Return questions of years for which no report is indexed and that none mentions."""
    reports = list(retriever.index.reports.values())
    held = {report.year for report in reports if report.year}
    absent = [
        year
        for year in range(min(held) - 8, max(held) + 9)
        if not {year, year + 1} & held and not _spoken_of(year, reports)
    ]
    chance, made = Random(SEED), []
    for question, word in _single_year(_shuffled(questions, chance)):
        year = chance.choice(absent)
        text = f"{question.text[: word.start]}{year}年{question.text[word.end :]}"
        made.append(_made(text, question, "year", Reason.NO_REPORT))
        if len(made) == count:
            break
    return made


def changed_regions(
    questions: Sequence[WrittenQuestion], retriever: Retriever, count: int
) -> list[Unanswerable]:
    """Return questions about regions that no report is of and none names."""
    reports = list(retriever.index.reports.values())
    absent = [name for name in _REGIONS if not any(name[:2] in report.text for report in reports)]
    chance, made = Random(SEED + 1), []
    for question in _shuffled(questions, chance):
        whole = _WHOLE.search(question.text)
        if whole is None and not (times := find_times(question.text, Anchor())):
            continue
        name = chance.choice(absent) if absent else None
        if name is None:
            break
        if whole is not None:
            text = _WHOLE.sub(name, question.text, count=1)
        else:
            end = times[0].end
            text = f"{question.text[:end]}{name}{question.text[end:]}"
        if len(find_regions(text)) == 1:
            made.append(_made(text, question, "region", Reason.NO_REPORT))
        if len(made) == count:
            break
    return made


def changed_places(
    questions: Sequence[WrittenQuestion], retriever: Retriever, count: int
) -> list[Unanswerable]:
    """Return questions asked of another indexed place, whose reports have no answer.

    Neither the words of the question nor any of its answers are in that place's reports.
    """
    of_place: dict[str, list[Report]] = {}
    for report in retriever.index.reports.values():
        of_place.setdefault(report.region or "", []).append(report)
    pairs = _pairs_by_report(retriever.index.reports.values())
    chance, made = Random(SEED + 3), []
    for question in _shuffled(questions, chance):
        named = find_regions(question.text)
        if len(named) != 1 or named[0].name not in of_place:
            continue
        start, end = named[0].start, named[0].end
        wanted = pairs_of(question.text[:start] + question.text[end:])
        for name in chance.sample(sorted(of_place), min(4, len(of_place))):
            if not name or name == named[0].name or not wanted:
                continue
            if not _say(of_place[name], question, wanted, pairs):
                text = f"{question.text[:start]}{name}{question.text[end:]}"
                made.append(_made(text, question, "place", Reason.NO_FIGURE))
                break
        if len(made) == count:
            break
    return made


def changed_indicators(
    questions: Sequence[WrittenQuestion], retriever: Retriever, count: int
) -> list[Unanswerable]:
    """Return questions whose indicator is foreign to the report of the year asked about.

    The indicator of one question is asked of another year that is indexed, where neither the
    report of that year nor the next holds a paragraph with the words or any of the answers.
    """
    reports = [report for report in retriever.index.reports.values() if report.year]
    years = sorted({report.year for report in reports if report.year})
    pairs = _pairs_by_report(reports)
    chance, made = Random(SEED + 2), []
    for question, word in _single_year(_shuffled(questions, chance)):
        wanted = pairs_of(question.text[: word.start] + question.text[word.end :])
        for year in chance.sample(years, min(4, len(years))):
            if abs(year - word.first) < 2 or not wanted:
                continue
            near = [report for report in reports if report.year in (year, year + 1)]
            if not _say(near, question, wanted, pairs):
                text = f"{question.text[: word.start]}{year}年{question.text[word.end :]}"
                made.append(_made(text, question, "indicator", Reason.NO_FIGURE))
                break
        if len(made) == count:
            break
    return made


def _pairs_by_report(reports: Iterable[Report]) -> dict[str, list[frozenset[str]]]:
    return {report.report_id: paragraph_pairs(report) for report in reports}


def _say(
    reports: Sequence[Report],
    question: WrittenQuestion,
    wanted: frozenset[str],
    pairs: Mapping[str, Sequence[frozenset[str]]],
) -> bool:
    """Whether reports hold an answer of `question`, or a paragraph with its pairs `wanted`."""
    forms = [form for part in question.answers for form in part]
    return any(
        any(form in report.text for form in forms) or is_near(wanted, pairs[report.report_id])
        for report in reports
    )


def _made(text: str, question: WrittenQuestion, change: str, reason: Reason) -> Unanswerable:
    return Unanswerable(question=text, source=question.id, change=change, reason=reason)


def _shuffled(questions: Sequence[WrittenQuestion], chance: Random) -> list[WrittenQuestion]:
    """Return the questions over dated reports that need no earlier turn, shuffled."""
    kept = [
        question
        for question in questions
        if question.answerable
        and not question.history
        and not any(name.startswith("local-") for name in question.reports)
    ]
    chance.shuffle(kept)
    return kept


def _single_year(
    questions: Sequence[WrittenQuestion],
) -> Iterator[tuple[WrittenQuestion, TimeWord]]:
    """Yield the questions that name one year and nothing else of time."""
    for question in questions:
        times = find_times(question.text, Anchor())
        if len(times) == 1 and times[0].kind is TimeKind.YEAR and not times[0].base:
            yield question, times[0]


def _spoken_of(year: int, reports: Sequence[Report]) -> bool:
    """Whether a report writes the year beside a figure: then it might be answered from there."""
    for report in reports:
        for paragraph in report.paragraphs:
            text = report.text[paragraph.start : paragraph.end]
            if str(year) in text and len(find_figures(text)) > 1:
                return True
    return False

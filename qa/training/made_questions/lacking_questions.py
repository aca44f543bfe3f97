"""Unanswerable questions: what other reports tell, asked of one that lacks it; other places, years.

That a report lacks an indicator or a subject is checked by searching its text
(`qa.training.absence`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from embeddings.records import Report
from qa.training.absence.questions import Question, absent_questions, indicator_names
from qa.training.absence.text_search import SearchedReport, bare_name
from qa.training.made_questions.made import MadeQuestion
from qa.training.made_questions.wordings import everyday, in_years, opening

__all__ = ["lacking_indicators", "lacking_places_and_years", "lacking_subjects"]

_INDICATORS = 400  # asked for; spread over the reports afterwards
_SUBJECT_AT_LEAST = 5  # characters, so that the text search can tell
_PLACES = (
    *(
        "台北",
        "高雄",
        "台中",
        "东京",
        "首尔",
        "大阪",
        "新加坡",
        "曼谷",
        "纽约",
        "伦敦",
        "巴黎",
        "柏林",
    ),
    *("义乌", "昆山", "曲阜", "五常", "普宁", "景洪", "瑞丽", "绥芬河", "阿勒泰", "三沙", "儋州"),
)
_PROPER = re.compile(r"[村县区市镇乡州]")  # most such subjects are places
_YEARS = (1958, 1976, 1983, 1989, 1995, 2032, 2035, 2041)


def lacking_indicators(
    searched: Mapping[str, SearchedReport], facts: Sequence[Sequence[object]], chance: Random
) -> Iterator[MadeQuestion]:
    """Yield questions for indicators that several reports state and the one asked of lacks."""
    names = indicator_names(searched, facts)  # type: ignore[arg-type]
    for one in absent_questions(searched, names, _INDICATORS, chance.randrange(1_000)):
        # Where a measure or a restricting word alone is lacking, no word tells it for certain.
        if one.kind == "indicator" and "出口" not in one.name:
            yield _of_indicator(one, searched[one.report_id].report, chance)


def _of_indicator(one: Question, report: Report, chance: Random) -> MadeQuestion:
    year = in_years(one.question)[0]
    wordings = (
        ("是多少", "有多少", "达到多少了") if one.measure == "level" else ("涨了多少", "增长多少")
    )
    asked = f"{everyday(one.name, chance)}{chance.choice(wordings)}"
    return _made("indicator", report, f"{opening(report, year, chance)}{asked}？", one.name)


def lacking_subjects(
    made: Sequence[MadeQuestion], searched: Mapping[str, SearchedReport], chance: Random
) -> Iterator[MadeQuestion]:
    """Yield questions of one report put to another, which does not speak of their subject."""
    reports = sorted(searched)
    for one in chance.sample(made, len(made)):
        if one.kind not in ("action", "honour") or len(one.subject) < _SUBJECT_AT_LEAST:
            continue
        other = searched[chance.choice(reports)]
        place, name = other.report.region or "", bare_name(one.subject)
        if other.report.title == one.report or one.place not in one.question or not place:
            continue
        if in_years(one.question) or other.mentions(name) or other.mentions(one.subject):
            continue
        if (
            other.holds_other_name(one.subject)
            or one.place in one.subject
            or _PROPER.search(one.subject)
        ):
            continue
        question = one.question.replace(one.place, place)
        yield _made("subject", other.report, question, one.subject)


def lacking_places_and_years(
    made: Sequence[MadeQuestion], searched: Mapping[str, SearchedReport], chance: Random
) -> Iterator[MadeQuestion]:
    """Yield questions of places that no report names, and of years far from all reports."""
    texts = [one.report.text for one in searched.values()]
    absent = [place for place in _PLACES if not any(place in text for text in texts)]
    by_title = {one.report.title: one.report for one in searched.values()}
    for one in chance.sample(made, len(made)):
        report = by_title[one.report]
        if (
            in_years(one.question)
            or one.place not in one.question
            or one.kind not in ("action", "figure", "change")
        ):
            continue
        if absent and chance.random() < 0.4:
            place = chance.choice(absent)
            yield _made("place", report, one.question.replace(one.place, place), place)
            continue
        year = chance.choice(_YEARS)
        if not any(str(year) in text for text in texts):
            told = one.question.replace(one.place, f"{one.place}{year}年")
            yield _made("year", report, told, f"{year}年")


def _made(kind: str, report: Report, question: str, lacking: str) -> MadeQuestion:
    return MadeQuestion(
        kind=kind,
        type="unanswerable",
        question=question,
        subject=lacking,
        place=report.region or "",
        report=report.title,
        lacks=(lacking,),
    )

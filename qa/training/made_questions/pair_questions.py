"""Questions for two figures: of two subjects (分别), and the level of one with its growth."""

import re
from collections.abc import Iterator
from random import Random

from embeddings.records import Report
from qa.training.absence.text_search import SearchedReport
from qa.training.made_questions.figure_questions import is_subject, value_forms
from qa.training.made_questions.made import MadeQuestion
from qa.training.made_questions.told_paragraphs import ToldParagraph, told_paragraphs
from qa.training.made_questions.wordings import asked_amount, everyday, opening

__all__ = ["pair_questions"]

_FIGURE = r"\d[\d.]*[十百千万亿]*(?:%|个百分点|亿元|万元|亿美元|[\u4e00-\u9fff]{1,2})"
_NAME = r"[\u4e00-\u9fff]{3,14}"
_OF_TWO = re.compile(
    rf"(?:^|[，；。：])(?P<a>{_NAME})[、和](?P<b>{_NAME})(?:预计)?分别(?:同比)?(?P<verb>增长|下降|达到?|完成|实现|为)?"
    rf"(?P<x>{_FIGURE})[、和](?P<y>{_FIGURE})(?=[，；。]|以上|左右)"
)
_WITH_GROWTH = re.compile(
    rf"(?:^|[，；。：])(?:全[市省州区县]|预计)*(?P<a>{_NAME}?)(?:预计|已)*(?:达到?|完成|实现)?(?P<x>\d[\d.]*(?:亿|万)?[元吨户家人]+)"
    rf"[，、](?:同比|比上年|较上年)?(?P<verb>增长|下降)(?P<y>\d[\d.]*%)(?=[，；。])"
)
_LEAD = re.compile(r"^(?:全[市省州区县年]|预计|实现|完成|我[市省州])*")
_PAST = {"增长": ("各涨了{}", "分别增长{}", "各增长了{}"), "下降": ("各降了{}", "分别下降{}")}
_TO_COME = {"增长": ("各想涨{}", "目标分别增长{}"), "下降": ("各要降{}",)}


def pair_questions(searched: SearchedReport, chance: Random) -> Iterator[MadeQuestion]:
    """Yield questions that two figures of one sentence answer."""
    report = searched.report
    for told in told_paragraphs(report):
        for pattern, make in ((_OF_TWO, _of_two), (_WITH_GROWTH, _with_growth)):
            for found in pattern.finditer(told.folded):
                made = make(report, found, told, chance)
                if made is not None and report.text.count(made.quote) == 1:
                    yield made


def _of_two(
    report: Report, found: re.Match[str], told: ToldParagraph, chance: Random
) -> MadeQuestion | None:
    first, second = (_LEAD.sub("", found[one]) for one in "ab")
    if not (is_subject(first) and is_subject(second)):
        return None
    wordings = (_TO_COME if told.year == report.year else _PAST).get(found["verb"] or "")
    amount = asked_amount(found["x"], chance)
    asked = (chance.choice(wordings) if wordings else "各是{}").format(amount)
    names = f"{everyday(first, chance)}{chance.choice('和跟')}{everyday(second, chance)}"
    return _made(report, found, told, names + asked, "comparison", chance)


def _with_growth(
    report: Report, found: re.Match[str], told: ToldParagraph, chance: Random
) -> MadeQuestion | None:
    name = _LEAD.sub("", found["a"])
    if not is_subject(name) or len(name) < 4 or told.year == report.year:
        return None
    turn = "涨了" if found["verb"] == "增长" else "降了"
    amount = asked_amount(found["x"], chance)
    asked = f"{everyday(name, chance)}是{amount}，{turn}{chance.choice(('多少', '几个点'))}"
    return _made(report, found, told, asked, "number", chance)


def _made(
    report: Report,
    found: re.Match[str],
    told: ToldParagraph,
    asked: str,
    kind: str,
    chance: Random,
) -> MadeQuestion:
    return MadeQuestion(
        kind="pair",
        type=kind,
        question=f"{opening(report, told.year, chance)}{asked}？",
        subject=found["a"],
        place=report.region or "",
        report=report.title,
        answers=(value_forms(found["x"]), value_forms(found["y"])),
        quote=told.text[found.start("a") : found.end("y")],
    )

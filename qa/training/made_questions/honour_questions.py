"""Questions for who was named what: 八泉峡景区成功创建国家5A级景区 → 哪里创成了国家5A级景区."""

import re
from collections.abc import Iterator
from random import Random

from embeddings.records import Report, Role
from qa.training.absence.text_search import SearchedReport
from qa.training.made_questions.made import MadeQuestion
from qa.training.made_questions.told_paragraphs import told_paragraphs
from qa.training.made_questions.wordings import opening

__all__ = ["honour_questions"]

_VERBS = {
    "获评": ("评上了", "获评"),
    "入选": ("入选了", "选上了"),
    "荣获": ("得了", "荣获"),
    "获批": ("获批了", "批下来"),
    "被评为": ("被评为", "评上了"),
    "被确定为": ("被定为", "被确定为"),
    "被列为": ("被列为",),
    "被授予": ("被授予", "得了"),
    "成功创建": ("创成了", "成了"),
    "创成": ("创成了",),
    "跻身": ("跻身", "进了"),
}
_NAMED = re.compile(
    r"(?:^|[，。；])(?P<who>[^，。；、：“”（）\d]{2,14}?)(?:成功)?"
    rf"(?P<verb>{'|'.join(sorted(_VERBS, key=len, reverse=True))})"
    r"(?P<what>[^，。；、：（）]{5,26})(?=[，。；])"
)
_OWN = re.compile(
    r"^(?:我[市省州区]|全[市省州区国].*|唯一.*|.*[并再均还已先后共年]|.*(?:等|家|个|次))$"
)


def _is_within(who: str, report: Report) -> bool:
    """Whether a name is that of something in the place of a report, not the place itself."""
    return bool(report.region) and report.region not in (who, who[:-1])


def honour_questions(searched: SearchedReport, chance: Random) -> Iterator[MadeQuestion]:
    """Yield questions for who was named something, or for what."""
    report = searched.report
    for told in told_paragraphs(report):
        if told.role is not Role.REVIEW:
            continue
        for found in _NAMED.finditer(told.folded):
            who, what = found["who"], found["what"]
            quote = told.text[found.start("who") : found.end()]
            if _OWN.match(who) or not _is_within(who, report) or report.text.count(quote) != 1:
                continue
            verb = chance.choice(_VERBS[found["verb"]])
            opened = opening(report, told.year, chance)
            bare = what.replace("“", "").replace("”", "")
            if (report.region or "") in who:
                opened = ""
            forms: tuple[str, ...]
            if chance.random() < 0.5:
                who_is = chance.choice(("谁", "哪里", "什么", "哪个"))
                question, forms = f"{opened}{who_is}{verb}{bare}？", (who,)
            else:
                question = f"{opened}{who}{verb}{chance.choice(('什么', '啥', '什么称号'))}？"
                forms = (what, bare) if bare != what else (what,)
            yield MadeQuestion(
                kind="honour",
                type="entity",
                question=question,
                subject=who,
                place=report.region or "",
                report=report.title,
                answers=(forms,),
                quote=quote,
            )

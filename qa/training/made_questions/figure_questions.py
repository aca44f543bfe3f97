"""Questions for one figure: an amount of something done or planned, a level, a change."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.records import Report
from embeddings.text.folding import fold
from qa.training.absence.text_search import SearchedReport, figures_of
from qa.training.made_questions.made import MadeQuestion
from qa.training.made_questions.wordings import (
    ACTION,
    asked_amount,
    everyday,
    opening,
    past,
    planned,
)

__all__ = ["figure_questions", "is_subject", "value_forms"]

_VALUE = re.compile(r"\d[\d.,]*[十百千万亿]*[^\d，。；、]{0,4}")
_LEAD = re.compile(
    r"^(?:全[市省州区县]|我[市省州区]|全年|年内|预计|同时|其中|已|累计|力争|确保|争取|计划|今年|共|市级)*"
)
_REACH = re.compile(
    r"(?:预计|已|将|均)*(?:达到|达|为|完成|实现|突破|超过|提高到|增加到|升至|降至)?$"
)
_BOUND = "超过|突破|不低于|不少于|约|近|达|超|逾"  # before a value
_ROUGHLY = "以上|以下|左右|以内|多"  # behind one
_DONE = re.compile(rf"(?P<verb>{ACTION})(?P<thing>[\u4e00-\u9fff“”]{{2,12}})?")
# What a clause does, where it is no action with wordings of its own: it is asked as it stands.
_VERBAL = re.compile(
    r"^(?:开展|发行|消纳|打通|新设|遴选|立改废|出栏|组织|压缩|兑现|提供|精心|带动|吸引|接待|签订|检查|"
    r"查办|调解|帮扶|选派|派出|安装|铺设|栽植|种植|清理|清退|收回|盘活|追回|破获|抓获|筹集|募集|减少|"
    r"处置|受理|安置|保障|维修|加固|绿化|硬化|累计|紧急|投放|采购|输送|承接|选聘|创成|落实|获批|谋划)"
)
_SUBJECT = re.compile(r"[\u4e00-\u9fff]{3,12}")
_OPEN_ENDED = re.compile(
    r"^(?:[的等在为和与及其把将对以从比较均各使让区后于改扩]|新增?长|总投资|投资|惠及|去年|全部|最|唯一|全[国省])"
    r"|^(?:年|总)?(?:产值|产量|增加值|收入|投资额?|资金|面积|人数|(?:实际)?到位资金|完成投资|年度投资|服务业发展)$|(?:营业|业务|销售)收入$"
    r"|[的等达为比较和与及以在被将前居到至首再又均]$|(?:超过|突破|实现|完成)$|增长|下降|分别|其中|以上|左右|提高|同比|水平$|之一$|[居列]全"
)
_RISEN = ("涨了{}", "增长了{}", "增长{}", "比上年涨了{}")
_FALLEN = ("降了{}", "下降了{}", "减少了{}")
_TO_RISE = ("打算涨{}", "要增长{}", "目标是涨{}", "预期增长{}", "想涨{}")
_LEVEL = ("是{}", "有{}", "达到{}", "到{}了")
_LEVEL_PLANNED = ("要到{}", "目标是{}", "想达到{}", "打算做到{}")


def figure_questions(
    searched: SearchedReport, facts: Sequence[Fact], chance: Random
) -> Iterator[MadeQuestion]:
    """Yield questions that one figure of the report answers, and no other."""
    report = searched.report
    changes = Counter(_change_key(report, fact) for fact in facts)
    for fact in facts:
        if fact.years is None or fact.first_year != fact.last_year or fact.place != report.region:
            continue
        if fact.cumulative or fact.yearly_average or fact.year_part:
            continue
        if fact.measure is Measure.LEVEL:
            made = _of_level(searched, fact, chance)
        elif fact.measure is Measure.CHANGE and changes[_change_key(report, fact)] == 1:
            made = _of_change(searched, fact, chance)
        else:
            made = None
        if made is not None:
            yield made


def is_subject(text: str) -> bool:
    """Whether a text may stand for what a question asks about."""
    return bool(_SUBJECT.fullmatch(text)) and not _OPEN_ENDED.search(text)


def value_forms(value: str) -> tuple[str, ...]:
    """Return the forms of a value: as written, and without its unit after 万 or 亿."""
    bare = re.match(r"\d[\d.,]*[十百千]*[万亿]+", value)
    return (value, bare[0]) if bare is not None and bare[0] != value else (value,)


def _value(report: Report, fact: Fact) -> str:
    """Return the value as written, empty where it is hedged inside or a range."""
    text = re.sub(rf"^(?:{_BOUND}|低于|高于)", "", fold(report.text[fact.start : fact.end]))
    text = re.sub(rf"(?:{_ROUGHLY})$", "", text).replace(" ", "")
    return text if _VALUE.fullmatch(text) else ""


def _of_level(searched: SearchedReport, fact: Fact, chance: Random) -> MadeQuestion | None:
    report, value = searched.report, _value(searched.report, fact)
    quote = report.text[fact.clause_start : fact.clause_end].strip()
    clause = fold(quote).replace(" ", "")
    if not value or clause.count(value) != 1 or len(clause) > 32 or report.text.count(quote) != 1:
        return None
    before, _, after = clause.partition(value)
    before = re.sub(rf"(?:{_BOUND})$", "", _LEAD.sub("", before))
    after = re.sub(rf"^(?:{_ROUGHLY})", "", after)
    done = _DONE.fullmatch(before)
    thing = (done["thing"] or after) if done is not None else ""
    if done is not None and thing and not (done["thing"] and after) and is_subject(thing):
        return _of_action(searched, fact, done["verb"], thing, value, quote, chance)
    name = re.sub(r"^(?:实现|完成)", "", _REACH.sub("", before))
    if after or not is_subject(name) or not _is_only(searched, name, value):
        return None
    if value.endswith("位"):
        return None
    if _VERBAL.match(name):
        asked = f"{everyday(name, chance)}{asked_amount(value, chance)}"
        return _made(searched, fact, "action", name, value, quote, asked, chance)
    wordings = _LEVEL_PLANNED if fact.aspect is Aspect.TARGET else _LEVEL
    asked = chance.choice(wordings).format(asked_amount(value, chance))
    return _made(
        searched, fact, "figure", name, value, quote, everyday(name, chance) + asked, chance
    )


def _of_action(
    searched: SearchedReport,
    fact: Fact,
    verb: str,
    thing: str,
    value: str,
    quote: str,
    chance: Random,
) -> MadeQuestion | None:
    if value.endswith("%") or not _is_only(searched, thing, value):
        return None
    does = (planned if fact.aspect is Aspect.TARGET else past)(verb, chance)
    amount, said = asked_amount(value, chance), everyday(thing, chance)
    asked = f"{does}{amount}{said}" if chance.random() < 0.7 else f"{said}{does}{amount}"
    return _made(searched, fact, "action", thing, value, quote, asked, chance)


def _of_change(searched: SearchedReport, fact: Fact, chance: Random) -> MadeQuestion | None:
    report, value = searched.report, _value(searched.report, fact)
    name = fold(report.text[fact.indicator_start : fact.indicator_end]).replace(" ", "")
    quote = report.text[min(fact.indicator_start, fact.clause_start) : fact.clause_end].strip()
    if not value or not is_subject(name) or not 0 < fact.clause_end - fact.indicator_start < 70:
        return None
    if report.text.count(quote) != 1 or fold(quote).replace(" ", "").count(value) != 1:
        return None
    wordings = (
        _TO_RISE if fact.aspect is Aspect.TARGET else _RISEN if fact.direction > 0 else _FALLEN
    )
    if fact.direction < 0 and fact.aspect is Aspect.TARGET:
        return None
    asked = everyday(name, chance) + chance.choice(wordings).format(asked_amount(value, chance))
    return _made(searched, fact, "change", name, value, quote, asked, chance)


def _made(
    searched: SearchedReport,
    fact: Fact,
    kind: str,
    subject: str,
    value: str,
    quote: str,
    asked: str,
    chance: Random,
) -> MadeQuestion:
    report = searched.report
    return MadeQuestion(
        kind=kind,
        type="number",
        question=f"{opening(report, fact.first_year or 0, chance)}{asked}？",
        subject=subject,
        place=report.region or "",
        report=report.title,
        answers=(value_forms(value),),
        quote=quote,
    )


def _is_only(searched: SearchedReport, name: str, value: str) -> bool:
    """Whether one sentence alone speaks of `name` with figures in the unit of `value`."""
    (unit,) = {figure.unit for figure in figures_of(value)} or {""}
    telling = [
        sentence
        for sentence in searched.mentions(name)
        if any(figure.unit == unit for figure in figures_of(sentence))
    ]
    return len(telling) == 1 and name in telling[0]


def _change_key(report: Report, fact: Fact) -> tuple[object, ...]:
    name = fold(report.text[fact.indicator_start : fact.indicator_end])
    return fact.measure, name, fact.aspect, fact.years

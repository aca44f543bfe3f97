"""Answers without a search: what is indexed, facts about a report, guidance on the tool."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from embeddings.lazy_regex import lazy_regex
from embeddings.messages import Message
from embeddings.records import Report
from embeddings.text.folding import fold
from embeddings.text.gazetteer import BUNDLED
from embeddings.text.numerals import numeral_value
from qa.answer.refusals.refusal_messages import held_text, no_reports
from qa.gate.kinds import InputKind
from qa.gate.open_follow_ups import open_follow_up
from qa.gate.posts import asked_post, named_person, speaker_of
from qa.question.question import find_regions
from qa.question.scope import hard_reports
from qa.records import Answer, Computed, Missing, Reason, Turn
from qa.snapshot import Snapshot

__all__ = ["guidance_message", "guided", "in_form", "outline_question"]

_MESSAGES: Mapping[str, Message] = {
    InputKind.GREETING: Message("guidance_greeting"),
    InputKind.TOOL: Message("guidance_tool"),
    InputKind.COMMAND: Message("guidance_command"),
    InputKind.ADVICE: Message("guidance_advice"),
    InputKind.FORM: Message("guidance_form"),
    InputKind.OTHER: Message("guidance_other"),
    InputKind.PERSON: Message("guidance_person"),
}
_YEAR = lazy_regex(r"(?<!\d)(?:19[5-9]|20\d)\d(?!\d)")
_NUMBERED = lazy_regex(
    r"第(?P<number>[一二三四五六七八九十\d]+)个?(?:部分|章|节|大点)|(?P<last>最后)"
)
_PARTS = lazy_regex(r"部分|结构|章|目录|标题|小节|框架|组成")
_WHEN = lazy_regex(r"时候|哪天|哪一天|几月|几号|日期|时间|会议|哪次|哪届")
_WHO = lazy_regex(r"谁|哪位|作者|报告人|姓名")
_LENGTH = lazy_regex(r"多少字|字数|多长|多少段|几段|篇幅|多少页")
_ISSUER = lazy_regex(r"机关|单位|发布的|哪里的|哪个城市|哪个地方|哪个省")
_MEETING = lazy_regex(r"[—-]+[ \u3000]*(?P<occasion>[^\n]{6,60}上)[ \u3000]*(?:\n|$)")
_TITLES_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The reports that an input names by years and places, newest first; all if it names none."""

    found: Sequence[Report]
    years: tuple[int, ...]
    regions: tuple[str, ...]
    absent: tuple[str, ...]  # places named that have no report

    @property
    def named(self) -> bool:
        """Whether years or places are named at all."""
        return bool(self.years or self.regions)


def guided(
    kind: InputKind,
    question: str,
    text: str,
    snapshot: Snapshot,
    history: Sequence[Turn] = (),
) -> Answer | None:
    """Return the answer to an input that is no question to reports; None if it is one after all.

    Args:
        kind: as the gate recognised it.
        question: as typed.
        text: the same, normalised.
        snapshot: the reports that are indexed, and the places that it knows.
        history: the earlier turns.
    """
    folded = fold(text)
    if kind is InputKind.FOLLOW_UP:
        return open_follow_up(question, text, history, snapshot)
    if kind is InputKind.HOLDINGS:
        return _catalogue_answer(question, kind, _holdings(folded, snapshot))
    if kind is InputKind.ABOUT:
        return _about(question, folded, snapshot)
    if kind is InputKind.PERSON:
        return _person(question, folded, snapshot)
    if kind is InputKind.FORM and history and history[-1].answer.strip():
        return None  # the answer before is given again
    if kind in (InputKind.TOOL, InputKind.FORM):
        return _catalogue_answer(question, kind, (guidance_message(kind).text("zh"),))
    return _declined(question, kind, snapshot) if kind in _MESSAGES else None


def guidance_message(kind: str) -> Message:
    """Return the guidance for an input of this kind.

    Raises:
        KeyError: for a kind that is answered from the catalogue.
    """
    return _MESSAGES[kind]


def outline_question(text: str) -> str:
    """Return 总结一下2017年的 as the question for an outline: 2017年报告主要讲了什么."""
    folded = fold(text)
    years = "".join(f"{year}年" for year in dict.fromkeys(_YEAR.findall(folded)))
    places = "".join(dict.fromkeys(folded[start:end] for start, end, _ in BUNDLED.find(folded)))
    part = _NUMBERED.search(folded)
    return f"{years}{places}报告{part[0] if part else ''}主要讲了什么"


def in_form(answer: Answer, typed: str) -> Answer:
    """Return the answer given again to `typed` (画成表), with where its forms are found."""
    notices = (*answer.notices, guidance_message(InputKind.FORM))
    rewritten = answer.rewritten or answer.question
    return replace(answer, question=typed, rewritten=rewritten, notices=notices)


def _catalogue_answer(question: str, kind: InputKind, facts: tuple[str, ...]) -> Answer:
    """Return an answer from the catalogue: nothing is quoted, everything is `computed`."""
    return Answer(
        question=question,
        rewritten=question,
        text="".join(facts),
        computed=tuple(Computed(value=fact, operation="catalogue", operands=()) for fact in facts),
        confidence=1.0,
        guidance=kind.value,
    )


def _declined(question: str, kind: InputKind, snapshot: Snapshot) -> Answer:
    return Answer(
        question=question,
        rewritten=question,
        refused=True,
        reason=Reason.NOTHING_NEAR,
        message=guidance_message(kind).text("zh") + held_text(snapshot.every),
        guidance=kind.value,
    )


def _asked_reports(folded: str, snapshot: Snapshot) -> _Asked:
    """Return the reports that a folded input names."""
    reports = snapshot.every
    held = frozenset(reports.regions)
    years = tuple(dict.fromkeys(int(year) for year in _YEAR.findall(folded)))
    places = {region.name for region in find_regions(folded, snapshot.gazetteer)}
    # a place with reports is meant by a name that is a word too: 天水, 朝阳
    places |= {
        name
        for name in held
        if name and name in folded and not any(name in longer for longer in places)
    }
    regions = tuple(sorted(places, key=folded.find))
    return _Asked(
        found=hard_reports(reports, years, regions).newest_first(),
        years=years,
        regions=regions,
        absent=tuple(name for name in regions if name not in held),
    )


def _holdings(folded: str, snapshot: Snapshot) -> tuple[str, ...]:
    asked, reports = _asked_reports(folded, snapshot), snapshot.every
    if asked.named and not asked.found:
        missing = Missing(years=asked.years, regions=asked.absent)
        return (no_reports(missing, reports),)
    if not asked.named:
        count = (f"共收录{len(reports)}份报告。",)
        titles = _titles(reports) if len(reports) <= _TITLES_NAMED else ""
        return (*count, held_text(reports), titles)
    lacking = f"没有收录{'、'.join(asked.absent)}的报告。" if asked.absent else ""
    return (
        lacking,
        f"收录了{len(asked.found)}份：",
        held_text(asked.found),
        _titles(asked.found[:_TITLES_NAMED]),
    )


def _titles(reports: Iterable[Report]) -> str:
    return "、".join(f"《{report.title}》" for report in reports)


def _about(question: str, folded: str, snapshot: Snapshot) -> Answer | None:
    """Return facts about the report named, else the newest; None if it is not indexed."""
    asked = _asked_reports(folded, snapshot)
    if not asked.found:
        return None
    report = asked.found[0]
    title = f"《{report.title}》"
    if _LENGTH.search(folded):
        fact = f"{title}全文{len(report.text)}字，{len(report.paragraphs)}个自然段。"
    elif _NUMBERED.search(folded) or _PARTS.search(folded):
        fact = _parts(title, report, folded)
    elif _WHEN.search(folded):
        fact = f"{title}{_occasion(report)}"
    elif _WHO.search(folded):
        fact = _reporter(title, report)
    elif _ISSUER.search(folded):
        fact = f"{title}由{report.issuer or report.region or '不明机关'}发布。"
    else:
        fact = f"{title}{_occasion(report)}{_reporter('', report)}{_parts('', report, '')}"
    return _catalogue_answer(question, InputKind.ABOUT, (fact,))


def _parts(title: str, report: Report, folded: str) -> str:
    """Return the headings of the first level, or the one asked for by its number."""
    if not report.sections:
        return f"{title}没有分部分的标题。"
    top = min(section.level for section in report.sections)
    first = [section.title.strip() for section in report.sections if section.level == top]
    asked = _NUMBERED.search(folded)
    if asked is not None:
        number = len(first) if asked["last"] else int(numeral_value(asked["number"]) or 0)
        if 1 <= number <= len(first):
            return f"{title}第{number}部分：{first[number - 1]}。"
        return f"{title}只有{len(first)}个部分：{'；'.join(first)}。"
    return f"{title}共{len(first)}个部分：{'；'.join(first)}。"


def _occasion(report: Report) -> str:
    """Return when and where a report was delivered, as far as its text says."""
    body = report.paragraphs[0].start if report.paragraphs else 0
    said = _MEETING.search(report.text[:body])
    if said is not None:
        return f"：{said['occasion'].strip()}。"
    if report.date:
        return f"的日期是{report.date}。"
    return f"没有写明日期，是{report.year}年的报告。" if report.year else "没有写明日期。"


def _reporter(title: str, report: Report) -> str:
    person = speaker_of(report)
    if person is None:
        return f"{title}没有写明作报告人；发布机关是{report.issuer or '不明'}。"
    return f"{title}由{person.post}{person.name}作。"


def _person(question: str, folded: str, snapshot: Snapshot) -> Answer:
    """Return the holder of a post that the reports name; a refusal if they name none."""
    asked = _asked_reports(folded, snapshot)
    if asked.absent and not asked.found:
        return Answer(
            question=question,
            rewritten=question,
            refused=True,
            reason=Reason.NO_REPORT,
            message=no_reports(Missing(regions=asked.absent), snapshot.every),
            grounds=(Message("no_reports_of", places=asked.absent),),
            guidance=InputKind.PERSON.value,
        )
    person = named_person(asked_post(folded), asked.found)
    if person is None:
        return _declined(question, InputKind.PERSON, snapshot)
    fact = f"{person.name}（《{person.report.title}》署名：{person.post}{person.name}）。"
    return _catalogue_answer(question, InputKind.PERSON, (fact,))

"""Logical lines → the stored text with its sections and paragraphs, each with offsets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.cleaning import HEADING_NOISE, strip_heading_noise
from embeddings.joining import NUMBERED, LogicalLine, ends_sentence, is_salutation
from embeddings.records import Change, Paragraph, Role, Section

__all__ = ["Structure", "build_structure", "role_of_heading"]

_LONGEST_HEADING = 80  # characters; the longest in 52 State Council reports has 66
_LONGEST_LEAD = 40  # characters of a run-in heading with a number or a dash
_LONGEST_BARE_LEAD = 24  # characters of a run-in heading without either
_INNER_STOP = re.compile("[。！？!?；;]")
_NOTE = re.compile("^(?:[〔（(【]?注[〕）)】：:]|＠|\\*|※)")
_LEAD = re.compile("(?P<lead>[^。！？；：]{4,60})。(?=.)")
_LEAD_NUMBER = re.compile(
    "^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,2}[，、]|[一二三四五六七八九十]要|[—―－-]{1,3})"
)
_NO_LEAD = re.compile(
    "^(?:[这那他我你她它其此]|各位|同志|大家|今年|去年|当前|同时|总之|但|\\d)|\\d"
)
_DASHES = "—―－-"
_TITLE = re.compile("政府工作(?:的)?报告")

_REVIEW = re.compile(
    "回顾|回顧|工作总结|过去的?[一二三四五六七八九两十\\d]+年|过去一年|[一二三四五两]年来|去年|上年|本届政府|"
    "工作情况|执行情况|成就|成绩|成果|进展|发展情况|胜利|主要工作$"
)
_GOALS = re.compile(
    "总体要求|总体思路|指导思想|指导方针|基本方针|奋斗目标|主要目标|预期目标|发展目标|目标任务|目标和任务|"
    "目标、|发展思路|政策取向|总体部署|总任务|基本任务|今后[一二三四五六七八九十几]+年|"
    "未来[一二三四五六七八九十几]+年|“?十[一二三四五六]五”?(?:时期|期间|规划)"
)
_TASKS = re.compile(
    "重点工作|重点任务|主要任务|工作任务|工作安排|工作部署|工作重点|主要工作|工作建议|政府工作的建议|"
    "今年工作|今年的工作|今年政府工作|今年主要|明年|政府工作$|年工作$|年的工作$|主要措施|重大举措"
)
_GOVERNMENT = re.compile(
    "政府自身|自身建设|政府建设|政务环境|从严治政|廉洁政府|法治政府|服务型政府|人民满意的?政府|"
    "转变政府职能|政府职能转变|行政能力建设|政风建设|廉政建设|依法行政"
)
_APPENDIX = re.compile(
    "^(?:附件|附录|附：|附:|名词解释|名词注释|注释|有关名词|相关名词|指标解释|用语说明|术语)"
)
_ACTION = re.compile(
    "加快|推进|推动|深化|大力|坚持|继续|加强|做好|促进|扩大|努力|着力|切实|实施|提高|改善|完善|搞好|保持|"
    "防范|打好|统筹|积极|抓好|抓紧|优化|建设|稳定"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The stored text and what stands where in it; `titles` are the lines of the title block."""

    text: str
    titles: tuple[str, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    page_starts: tuple[int, ...]
    changes: tuple[Change, ...]


@dataclass(slots=True)
class _OpenSection:
    kind: str
    title: str
    role: Role
    start: int
    level: int
    path: tuple[str, ...]
    end: int
    run_in: bool
    single: bool  # a run-in heading without number holds its own paragraph only


def build_structure(lines: Sequence[LogicalLine], *, year: int | None = None) -> Structure:
    """Return titles, sections and paragraphs over one stored text.

    The text has one line per title, heading and paragraph. `year` is the report's year where it
    is known; it tells 2017年工作 as tasks from 2016年工作 as review.
    """
    whole_text = "\n".join(line.text for line in lines)
    builder = _Builder(year=year, whole_text=whole_text)
    for line in lines:
        builder.add(line)
    return builder.finish()


class _Builder:
    """Walks the lines once, keeping the stack of open sections."""

    def __init__(self, *, year: int | None, whole_text: str) -> None:
        self.year = year
        self.whole_text = whole_text
        self.parts: list[str] = []
        self.length = 0
        self.titles: list[str] = []
        self.stack: list[_OpenSection] = []
        self.sections: list[_OpenSection] = []
        self.paragraphs: list[Paragraph] = []
        self.pages: list[int] = []
        self.changes: list[Change] = []

    def add(self, line: LogicalLine) -> None:
        start = self.length
        while line.page is not None and len(self.pages) < line.page:
            self.pages.append(start)
        if line.head:
            self._append(line.text)
            self.titles.append(line.text)
        elif _is_heading(line):
            self._add_heading(line, start)
        else:
            self._add_paragraph(line.text, start)

    def finish(self) -> Structure:
        numbers = {id(section): number for number, section in enumerate(self.sections)}
        return Structure(
            text="\n".join(self.parts),
            titles=tuple(self.titles),
            sections=tuple(
                Section(
                    number=numbers[id(section)],
                    level=section.level,
                    title=section.title,
                    path=section.path,
                    role=section.role,
                    start=section.start,
                    end=section.end,
                )
                for section in self.sections
            ),
            paragraphs=tuple(self.paragraphs),
            page_starts=tuple(self.pages),
            changes=tuple(self.changes),
        )

    def _append(self, text: str) -> int:
        """Append a line to the stored text; return where it ends."""
        self.parts.append(text)
        end = self.length + len(text)
        self.length = end + 1
        return end

    def _add_heading(self, line: LogicalLine, start: int) -> None:
        title = strip_heading_noise(line.text, self.whole_text)
        if title != line.text:
            self.changes.append(
                Change(rule=HEADING_NOISE.name, line=line.number, before=line.text, after=title)
            )
        end = self._append(title)
        self._open(_kind(title, line.heading), title, start, run_in=False, single=False)
        self._extend(end)

    def _add_paragraph(self, text: str, start: int) -> None:
        self._close_run_ins(text)
        lead = _lead(text)
        if lead is not None:
            kind, title, single = lead
            self._open(kind, title, start, run_in=True, single=single)
        end = self._append(text)
        self._extend(end)
        section = len(self.sections) - 1 if lead is not None else self._innermost()
        self.paragraphs.append(
            Paragraph(number=len(self.paragraphs) + 1, start=start, end=end, section=section)
        )

    def _innermost(self) -> int | None:
        if not self.stack:
            return None
        top = self.stack[-1]
        return next(
            number
            for number in range(len(self.sections) - 1, -1, -1)
            if self.sections[number] is top
        )

    def _close_run_ins(self, text: str) -> None:
        address = text.startswith(("各位代表", "同志们"))
        while self.stack and self.stack[-1].run_in and (self.stack[-1].single or address):
            self.stack.pop()

    def _open(self, kind: str, title: str, start: int, *, run_in: bool, single: bool) -> None:
        kinds = [section.kind for section in self.stack]
        if kind == "closing":
            self.stack.clear()
        elif kind in kinds:
            del self.stack[kinds.index(kind) :]
        parent = self.stack[-1] if self.stack else None
        role = role_of_heading(title, year=self.year)
        if parent is not None and role is not Role.GOVERNMENT:
            role = parent.role if parent.role is not Role.OTHER else role
        elif role is Role.OTHER and not run_in and self._reviewed() and _ACTION.search(title):
            role = Role.TASKS
        section = _OpenSection(
            kind=kind,
            title=title,
            role=role,
            start=start,
            level=len(self.stack) + 1,
            path=(*(parent.path if parent else ()), title),
            end=start,
            run_in=run_in,
            single=single,
        )
        self.stack.append(section)
        self.sections.append(section)

    def _reviewed(self) -> bool:
        return any(section.role is Role.REVIEW for section in self.sections)

    def _extend(self, end: int) -> None:
        for section in self.stack:
            section.end = end


def role_of_heading(title: str, *, year: int | None = None) -> Role:
    """Return what a section with this heading does; `OTHER` where its words do not say."""
    if _APPENDIX.search(title):
        return Role.APPENDIX
    if _GOVERNMENT.search(title):
        return Role.GOVERNMENT
    years = [int(found) for found in re.findall("(?:19|20)\\d\\d", title)]
    past = bool(years) and year is not None and max(years) < year
    if past or (
        _REVIEW.search(title)
        and not (years and year and max(years) >= year and not re.search("回顾", title))
    ):
        return Role.REVIEW
    if _GOALS.search(title):
        return Role.GOALS
    if _TASKS.search(title) or years:
        return Role.TASKS
    return Role.OTHER


def _is_heading(line: LogicalLine) -> bool:
    text = line.text
    if line.heading is not None:
        return True
    if (
        len(text) > _LONGEST_HEADING
        or _INNER_STOP.search(text)
        or is_salutation(text)
        or _NOTE.match(text)
        or "|" in text
    ):
        return False
    return not ends_sentence(text) and text[-1] not in "，、,"


def _kind(title: str, marked: int | None) -> str:
    match = NUMBERED.match(title)
    if match is not None and match.lastgroup is not None:
        return match.lastgroup
    if re.fullmatch("[一二三四五六七八九十]{1,3}", title):
        return "han"
    if marked is not None:
        return f"marked{marked}"
    if title in {"结束语", "结语", "结束语："}:
        return "closing"
    return "bare"


def _lead(text: str) -> tuple[str, str, bool] | None:
    """Return kind, title and whether it stands for this paragraph only, of a run-in heading."""
    match = _LEAD.match(text)
    if match is None:
        return None
    lead = match["lead"]
    number = NUMBERED.match(lead)
    if number is not None and number.lastgroup in {"han", "bracket", "digit", "bracket_digit"}:
        if len(lead) <= _LONGEST_LEAD + 20 and number.end() < len(lead):
            return str(number.lastgroup), lead, False
        return None
    if number is not None or _LEAD_NUMBER.match(lead):
        bare = lead.lstrip(_DASHES)
        if len(bare) <= _LONGEST_LEAD and bare and not re.search("\\d", bare):
            return "item", bare, True
        return None
    if len(lead) <= _LONGEST_BARE_LEAD and not _NO_LEAD.search(lead):
        return "item", lead, True
    return None

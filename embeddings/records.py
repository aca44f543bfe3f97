"""The values that flow from a report file to the index: reports, sections, paragraphs, passages.

Offsets are 0-based, half-open, and count Unicode code points of `Report.text`, the stored text:
`report.text[start:end]` is the text of the section, paragraph or passage, always.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from embeddings.messages import Message

__all__ = [
    "Change",
    "Granularity",
    "Kind",
    "Paragraph",
    "Passage",
    "Report",
    "Role",
    "Section",
    "SourceFile",
]


class Role(StrEnum):
    """The role of a section, which decides whether its figures are results or targets."""

    OPENING = "opening"  # title lines, salutation, before the first heading
    REVIEW = "review"  # 过去一年/五年工作回顾: results
    GOALS = "goals"  # 总体要求、主要预期目标: targets
    TASKS = "tasks"  # 今年/明年重点工作: targets and measures
    GOVERNMENT = "government"  # 政府自身建设
    APPENDIX = "appendix"  # glossary, notes
    OTHER = "other"


class Kind(StrEnum):
    """What kind of document a report is."""

    WORK_REPORT = "work_report"  # 政府工作报告
    COMMUNIQUE = "communique"  # 统计公报
    BUDGET = "budget"  # 预算执行情况和预算草案的报告
    PLAN = "plan"  # 国民经济和社会发展计划执行情况的报告
    COURT = "court"  # 人民法院工作报告
    PROCURATORATE = "procuratorate"  # 人民检察院工作报告
    CONGRESS = "congress"  # 人大常委会、政协工作报告
    BULLETIN = "bulletin"  # 公报 of anything else
    TABLE = "table"  # a table of figures: a row is a statement
    OTHER = "other"  # no report


class Granularity(StrEnum):
    """The granularity of a passage."""

    PARAGRAPH = "paragraph"  # cited and shown
    SENTENCE = "sentence"  # matched


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file that a report was read from.

    `page_starts` gives, for paged formats, the stored-text offset at which each page begins.
    """

    path: str  # as given, absolute
    name: str  # file name alone, what a citation shows
    format: str  # txt, md, html, docx, pdf, csv, jsonl
    encoding: str  # empty for binary formats
    sha256: str  # of the file's bytes
    size: int  # bytes
    page_starts: tuple[int, ...] = ()
    unread: tuple[Message, ...] = ()  # not read, or by OCR; shown beside its answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change by a cleaning rule, listed by `govreport index --explain`."""

    rule: str  # the rule's name in the table of cleaning rules
    line: int  # 1-based line of the decoded source
    before: str
    after: str  # empty if the line was dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its content, up to the next heading of its level or above."""

    number: int  # 0-based, in reading order
    level: int  # 1 for 一、…, 2 for （一）…, 3 for deeper
    title: str  # the heading as stored
    path: tuple[str, ...]  # heading titles from the top down, this one last
    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A natural paragraph (自然段): titles and headings are sections, not paragraphs."""

    number: int  # 1-based within its report
    start: int
    end: int
    section: int | None  # number of the innermost section; None before the first heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One government work report, cleaned and structured.

    `period` is the span of years that it reviews (first, last): a report delivered in March 2018
    reviews (2013, 2017); the Lanzhou report titled 2017 was delivered at the end of 2016 and
    reviews (2012, 2016). `current_year` is the year of 今年 in its text.
    """

    report_id: str  # first 12 hex digits of the SHA-256 of `text` when first indexed; for life
    title: str
    year: int | None  # the year in the title, which is the year that it plans
    region: str | None  # canonical short name: 兰州, 甘肃, 全国
    issuer: str | None  # 兰州市人民政府, 国务院
    date: str | None  # ISO date of delivery, if the text has one: 2021-03-05, 2021-03
    current_year: int | None
    period: tuple[int, int] | None
    origins: Mapping[str, str]  # metadata field → text | file name | metadata.csv | edited
    sources: tuple[SourceFile, ...]
    sha256: str  # of `text`
    text: str
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    kind: Kind = Kind.WORK_REPORT
    added: str = ""  # ISO time at which it was first indexed
    notices: tuple[Message, ...] = ()  # for the user: seven duplicates merged, encoding guessed
    changes: tuple[Change, ...] = field(default=(), repr=False)  # by cleaning; not stored

    def section_of(self, paragraph: Paragraph) -> Section | None:
        """Return the innermost section that holds `paragraph`."""
        return None if paragraph.section is None else self.sections[paragraph.section]

    def sections_below(self, whole: Section) -> list[Section]:
        """Return the sections of the next level within `whole`."""
        below = [
            section
            for section in self.sections
            if section.level > whole.level and whole.start <= section.start < whole.end
        ]
        level = min((section.level for section in below), default=0)
        return [section for section in below if section.level == level]

    def heading_path(self, paragraph: Paragraph) -> tuple[str, ...]:
        """Return the headings above `paragraph`, outermost first; empty before the first."""
        section = self.section_of(paragraph)
        return () if section is None else section.path

    def role_of(self, paragraph: Paragraph) -> Role:
        """Return the role of the section that holds `paragraph`."""
        section = self.section_of(paragraph)
        return Role.OPENING if section is None else section.role


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A retrieval unit (检索单元): a paragraph, or a sentence of one."""

    report_id: str
    paragraph: int  # 1-based
    granularity: Granularity
    start: int
    end: int

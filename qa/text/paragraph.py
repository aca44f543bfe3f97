"""A paragraph analysed for evidence: its clauses, words, figures, years and vectors."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from embeddings.language.clauses import Clause, clauses, share_bases
from embeddings.language.figures import Figure, find_figures
from embeddings.language.time_expressions import Anchor, find_times
from embeddings.records import Report, Role
from embeddings.text.segmentation import segment
from embeddings.text.sentences import sentence_spans

__all__ = ["ClauseView", "ParagraphView", "view_paragraph"]

Matrix = npt.NDArray[np.float32]

_TARGET = re.compile(
    r"力争|争取|目标|预期|计划|拟|将|要|明年|今后|未来|到20[2-9]\d年|打算|确保|安排|控制在|新一年|推进|加快|加强"
)
_RESULT = re.compile(
    r"预计|完成|实现了|达到|累计|比上年|比上一年|去年|过去|了|年均|取得|新增|突破|已|同比|建成"
)
_WHOLE = re.compile(r"全(?:国|省|市|区|县|州|社会)|我(?:国|省|市|区|县|州)|国内|地区生产总值")
# A part of the region, or a special area: what is said of it is not said of the whole.
_PART = re.compile(
    r"[\u4e00-\u9fff]{0,2}(?:新区|开发区|高新区|经开区|园区|试验区|自贸区|保税区|老城区|农村|城镇|中央|地方|东部|中部|西部)"
)
# Special areas have figures of their own, which are not those of the city around them.
_AREA = re.compile(r"新区|开发区|高新区|经开区|园区|试验区|自贸区|保税区|示范区|综保区|特区")
# How a measure begins: an adverb or two, then what is to be done.
_MEASURE = re.compile(
    r"(?:[一二三四五六七八九十]+[是要、]|第[一二三四五六七八九十]+[，,]?)?(?:要|将|继续|进一步|全面|着力|大力|切实|积极|深入|"
    r"扎实|稳步|有序|坚决|认真|严格|努力|同时|鼓励和|统筹|持续|重点|主动|支持和|更好|抓紧|逐步|不断|更加|充分)*"
    r"(?:加快|推进|加强|完善|实施|推动|健全|建立|扩大|开展|支持|鼓励|落实|提高|深化|优化|强化|引导|促进|发展|建设|保障|"
    r"整治|治理|打造|培育|提升|改革|改善|改进|严查|严厉|严肃|查处|打击|打通|取消|降低|减少|放开|放宽|规范|清理|推广|简化|"
    r"设立|制定|出台|保护|做好|抓好|办好|搞好|淘汰|控制|增加|争取|启动|探索|创新|发挥|坚持|稳定|解决|压减|化解|整顿|抑制|"
    r"动员|组织|帮助|依靠|利用|安排|限制|防止|防范|巩固|拓展|延长|补贴|减免|免除|修|建成|新建|合理|把|对)"
)
_ENUMERATED = re.compile(
    r"(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+|其[一二三四五]|[（(][一二三四五六七八九十\d]+[）)])"
)
_QUOTED = re.compile(r"《[^》]{2,30}》|“[^”]{2,24}”")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseView:
    """A clause with what is read off it once; offsets in the paragraph's text."""

    clause: Clause
    first_word: int  # number of its first word in `ParagraphView.words`
    last_word: int  # one past its last
    figures: tuple[Figure, ...]  # offsets in the paragraph's text, years left out
    years: frozenset[int]  # written in it or in what it says of 今年, 明年
    quoted: int  # names in 《》 or “”
    commas: int  # 、
    targets: bool  # words that set targets
    results: bool  # words that tell results
    measure: bool  # begins as a measure does: 加快…, 继续推进…
    enumerated: bool  # 一是…, （二）…
    whole: bool  # speaks of the whole region: 全市, 我国
    parts: frozenset[str]  # areas and groups named: 新区, 农村


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """A paragraph, analysed; `text` is the stored text from `start`."""

    report_id: str
    paragraph: int
    start: int  # offset in the stored report text
    text: str
    words: tuple[str, ...]  # folded
    word_starts: npt.NDArray[np.int32]
    share_bases: npt.NDArray[np.bool_]  # of each word: it names what a share is of
    clauses: tuple[ClauseView, ...]
    vectors: Matrix  # shape (clauses, dimension)
    headings: tuple[str, ...]  # words of the heading path
    heading_years: frozenset[int]
    heading_parts: frozenset[str]
    areas: frozenset[str]  # special areas that its heading or first sentence is about
    role: Role
    year: int | None  # of the report
    current_year: int | None
    period: tuple[int, int] | None


def view_paragraph(report: Report, number: int, encoder: Encoder) -> ParagraphView:
    """Return paragraph `number` (1-based) of `report`, analysed; one without clauses is empty."""
    paragraph = report.paragraphs[number - 1]
    text = report.text[paragraph.start : paragraph.end]
    segmentation = segment(text)
    anchor = Anchor.of_report(report)
    times = find_times(text, anchor, prose=True)
    headings = report.heading_path(paragraph)
    heading = " ".join(headings)
    figures = [figure for figure in find_figures(text) if not _is_year(figure)]
    pieces = clauses(text)
    views = []
    for clause in pieces:
        quoted = text[clause.start : clause.end]
        views.append(
            ClauseView(
                clause=clause,
                first_word=int(np.searchsorted(segmentation.ends, clause.start, side="right")),
                last_word=int(np.searchsorted(segmentation.starts, clause.end, side="left")),
                figures=tuple(f for f in figures if clause.start <= f.start < clause.end),
                years=frozenset(
                    year
                    for word in times
                    if clause.start <= word.start < clause.end and not word.base
                    for year in word.years
                ),
                quoted=len(_QUOTED.findall(quoted)),
                commas=quoted.count("、"),
                targets=bool(_TARGET.search(quoted)),
                results=bool(_RESULT.search(quoted)),
                measure=bool(_MEASURE.match(quoted)),
                enumerated=bool(_ENUMERATED.match(quoted)),
                whole=bool(_WHOLE.search(quoted)),
                parts=frozenset(match.group()[-2:] for match in _PART.finditer(quoted)),
            )
        )
    bases = np.zeros(len(segmentation.words), dtype=np.bool_)
    for start, end in share_bases(text):
        bases |= (segmentation.starts >= start) & (segmentation.ends <= end)
    texts = [text[clause.start : clause.end] for clause in pieces]
    return ParagraphView(
        report_id=report.report_id,
        paragraph=number,
        start=paragraph.start,
        text=text,
        words=segmentation.words,
        word_starts=segmentation.starts,
        share_bases=bases,
        clauses=tuple(views),
        vectors=encoder.encode_passages(texts)
        if texts
        else np.zeros((0, encoder.dimension), dtype=np.float32),
        headings=segment(heading).words if heading else (),
        heading_years=frozenset(
            year for word in find_times(heading, anchor, prose=True) for year in word.years
        ),
        areas=frozenset(_AREA.findall(f"{heading} {_first_sentence(text)}")),
        heading_parts=frozenset(match.group()[-2:] for match in _PART.finditer(heading)),
        role=report.role_of(paragraph),
        year=report.year,
        current_year=report.current_year,
        period=report.period,
    )


def _first_sentence(text: str) -> str:
    spans = sentence_spans(text)
    return text[spans[0][0] : spans[0][1]] if spans else ""


def _is_year(figure: Figure) -> bool:
    return figure.unit == "年" and 1900 <= figure.low <= 2100

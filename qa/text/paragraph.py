"""The analysis of a paragraph of a report; every part is computed on first use."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from sys import intern

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from embeddings.encoders.static import StaticEncoder
from embeddings.language.clauses import Clause, clauses, share_bases
from embeddings.language.figures import Figure, find_figures
from embeddings.language.tense_cues import RESULT_SIGN, TARGET_SIGN
from embeddings.language.time_expressions import Anchor, TimeKind, TimeWord, find_times
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Paragraph, Report, Role
from embeddings.text.bounded_cache import BoundedCache
from embeddings.text.folding import fold, without_whitespace
from embeddings.text.segmentation import Segmentation, segment
from embeddings.text.sentences import sentence_spans
from qa.text.clause_columns import ClauseColumns, ClauseView, clause_columns

__all__ = ["ParagraphAnalysis", "ParagraphStore"]

Matrix = npt.NDArray[np.float32]

_KEPT = 800_000  # characters of analysed paragraphs: some 4,000, 90 MB with their vectors
_LEAST = (
    40  # characters that an analysis counts in addition to its text: it takes memory without one
)
_WHOLE = lazy_regex(r"全(?:国|省|市|区|县|州|社会)|我(?:国|省|市|区|县|州)|国内|地区生产总值")
# A part of the region, or a special area: statements about it are not about the whole.
_PART = lazy_regex(
    r"[\u4e00-\u9fff]{0,2}(?:新区|开发区|高新区|经开区|园区|试验区|自贸区|保税区|老城区|农村|城镇|中央|地方|东部|中部|西部)"
)
# Special areas have their own figures, which are not those of their city.
_AREA = lazy_regex(r"新区|开发区|高新区|经开区|园区|试验区|自贸区|保税区|示范区|综保区|特区")
# How a measure begins: up to two adverbs, then a verb.
_MEASURE = lazy_regex(
    r"(?:[一二三四五六七八九十]+[是要、]|第[一二三四五六七八九十]+[，,]?)?(?:要|将|继续|进一步|全面|着力|大力|切实|积极|深入|"
    r"扎实|稳步|有序|坚决|认真|严格|努力|同时|鼓励和|统筹|持续|重点|主动|支持和|更好|抓紧|逐步|不断|更加|充分)*"
    r"(?:加快|推进|加强|完善|实施|推动|健全|建立|扩大|开展|支持|鼓励|落实|提高|深化|优化|强化|引导|促进|发展|建设|保障|"
    r"整治|治理|打造|培育|提升|改革|改善|改进|严查|严厉|严肃|查处|打击|打通|取消|降低|减少|放开|放宽|规范|清理|推广|简化|"
    r"设立|制定|出台|保护|做好|抓好|办好|搞好|淘汰|控制|增加|争取|启动|探索|创新|发挥|坚持|稳定|解决|压减|化解|整顿|抑制|"
    r"动员|组织|帮助|依靠|利用|安排|限制|防止|防范|巩固|拓展|延长|补贴|减免|免除|修|建成|新建|合理|把|对)"
)
_ENUMERATED = lazy_regex(
    r"(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+|其[一二三四五]|[（(][一二三四五六七八九十\d]+[）)])"
)
_QUOTED = lazy_regex(r"《[^》]{2,30}》|“[^”]{2,24}”")


@dataclass(frozen=True, kw_only=True, eq=False)  # no slots: parts are cached properties
class ParagraphAnalysis:
    """Paragraph `number` (1-based) of a report; offsets are relative to its text."""

    report: Report
    number: int
    encoder: Encoder

    @property
    def report_id(self) -> str:
        """The report that it is of."""
        return self.report.report_id

    @property
    def year(self) -> int | None:
        """The year of the report."""
        return self.report.year

    @property
    def current_year(self) -> int | None:
        """The year in which the report was given."""
        return self.report.current_year

    @property
    def period(self) -> tuple[int, int] | None:
        """The years that the report reviews."""
        return self.report.period

    @property
    def start(self) -> int:
        """Its offset in the stored report text."""
        return self.paragraph.start

    @cached_property
    def paragraph(self) -> Paragraph:
        """Its place in the report."""
        return self.report.paragraphs[self.number - 1]

    @cached_property
    def text(self) -> str:
        """Its stored text."""
        return self.report.text[self.paragraph.start : self.paragraph.end]

    @cached_property
    def folded(self) -> str:
        """Its text folded, of the same length."""
        return fold(self.text)

    @cached_property
    def without_whitespace(self) -> str:
        """Its text without white space, equal for paragraphs with the same text."""
        return without_whitespace(self.text)

    @cached_property
    def role(self) -> Role:
        """The role of its section."""
        return self.report.role_of(self.paragraph)

    @cached_property
    def heading(self) -> str:
        """The heading path, folded."""
        return fold(" ".join(self.report.heading_path(self.paragraph)))

    @cached_property
    def times(self) -> tuple[TimeWord, ...]:
        """Its time words."""
        return find_times(self.text, self._anchor, prose=True, folded=self.folded)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures, years among them."""
        return find_figures(self.text, folded=self.folded)

    @cached_property
    def folded_bases(self) -> tuple[tuple[int, int], ...]:
        """Where `folded` names what a share is of."""
        return share_bases(self.folded)

    @cached_property
    def years(self) -> frozenset[int]:
        """All years mentioned in it."""
        return frozenset(year for word in self.times for year in word.years)

    @cached_property
    def written_years(self) -> frozenset[int]:
        """The years that it writes out."""
        return frozenset(word.first for word in self.times if word.kind is TimeKind.YEAR)

    @cached_property
    def units(self) -> frozenset[tuple[str, str]]:
        """The units of its figures, each with its class."""
        return frozenset((one.unit, one.unit_class) for one in self.figures)

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, folded."""
        return self._segmentation.words

    @property
    def word_starts(self) -> npt.NDArray[np.int32]:
        """The offsets of its words, shape (words,)."""
        return self._segmentation.starts

    @cached_property
    def share_bases(self) -> npt.NDArray[np.bool_]:
        """Whether each word is the base of a share, shape (words,)."""
        words = self._segmentation
        found = np.zeros(len(words.words), dtype=np.bool_)
        for start, end in share_bases(self.text):
            found |= (words.starts >= start) & (words.ends <= end)
        return found

    @cached_property
    def clauses(self) -> tuple[ClauseView, ...]:
        """Its clauses, in reading order."""
        return tuple(self._clause(clause) for clause in clauses(self.text))

    @cached_property
    def columns(self) -> ClauseColumns:
        """What is read off its clauses, as arrays."""
        return clause_columns(self.clauses, self.text, self.word_starts, self.heading_years)

    @cached_property
    def distinct_words(self) -> tuple[tuple[str, ...], npt.NDArray[np.int32]]:
        """Its words and those of its headings, each once; and the place of each among them."""
        place: dict[str, int] = {}
        places = [place.setdefault(word, len(place)) for word in (*self.words, *self.headings)]
        return tuple(place), np.array(places, dtype=np.int32)

    @cached_property
    def vectors(self) -> Matrix:
        """Unit vectors of the clauses, shape (clauses, dimension)."""
        spans = [one.clause for one in self.clauses]
        if not spans:
            return np.zeros((0, self.encoder.dimension), dtype=np.float32)
        if isinstance(self.encoder, StaticEncoder):  # a clause's tokens are those of its paragraph
            own = self._segmentation
            bounds = own.token_starts.searchsorted([(one.start, one.end) for one in spans])
            return self.encoder.pooled([own.tokens[first:last] for first, last in bounds.tolist()])
        return self.encoder.encode_passages([self.text[one.start : one.end] for one in spans])

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The words of the heading path."""
        return segment(self._headings).words if self._headings else ()

    @cached_property
    def heading_years(self) -> frozenset[int]:
        """The years in the headings."""
        times = find_times(self._headings, self._anchor, prose=True)
        return frozenset(year for word in times for year in word.years)

    @cached_property
    def planned_year(self) -> int | None:
        """The last year in the headings, for which a section sets its goals: 2020 of “十三五”."""
        return max(self.heading_years, default=None)

    @cached_property
    def heading_parts(self) -> frozenset[str]:
        """The areas and groups in the headings."""
        return _parts_in(self._headings)

    @cached_property
    def areas(self) -> frozenset[str]:
        """The special areas that its heading or first sentence is about."""
        spans = sentence_spans(self.text)
        first = self.text[spans[0][0] : spans[0][1]] if spans else ""
        return frozenset(_AREA.findall(f"{self._headings} {first}"))

    @cached_property
    def _anchor(self) -> Anchor:
        return Anchor.of_report(self.report)

    @cached_property
    def _headings(self) -> str:
        return " ".join(self.report.heading_path(self.paragraph))

    @cached_property
    def _segmentation(self) -> Segmentation:
        found = segment(self.text)
        return replace(found, words=tuple(map(intern, found.words)))  # most are in many paragraphs

    def _clause(self, clause: Clause) -> ClauseView:
        quoted, words = self.text[clause.start : clause.end], self._segmentation
        return ClauseView(
            clause=clause,
            first_word=int(np.searchsorted(words.ends, clause.start, side="right")),
            last_word=int(np.searchsorted(words.starts, clause.end, side="left")),
            figures=tuple(
                figure
                for figure in self.figures
                if clause.start <= figure.start < clause.end and not _is_year(figure)
            ),
            years=frozenset(
                year
                for word in self.times
                if clause.start <= word.start < clause.end and not word.base
                for year in word.years
            ),
            quoted=len(_QUOTED.findall(quoted)),
            commas=quoted.count("、"),
            targets=bool(TARGET_SIGN.search(quoted)),
            results=bool(RESULT_SIGN.search(quoted)),
            measure=bool(_MEASURE.match(quoted)),
            enumerated=bool(_ENUMERATED.match(quoted)),
            whole=bool(_WHOLE.search(quoted)),
            parts=_parts_in(quoted),
        )


class ParagraphStore:
    """The analyses of the paragraphs of one snapshot, in a bounded cache.

    Args:
        reports: of the snapshot, by report_id.
        encoder: for the vectors of clauses.
        limit: characters of the paragraphs whose analyses are cached.
    """

    def __init__(
        self, reports: Mapping[str, Report], encoder: Encoder, *, limit: int = _KEPT
    ) -> None:
        self.reports = reports
        self._encoder = encoder
        self._kept = BoundedCache[tuple[str, int], ParagraphAnalysis](limit, size=_characters)

    def of(self, report_id: str, number: int) -> ParagraphAnalysis:
        """Return the analysis of paragraph `number` (1-based) of a report."""
        return self._kept.get((report_id, number), self._analysis)

    def _analysis(self, place: tuple[str, int]) -> ParagraphAnalysis:
        return ParagraphAnalysis(
            report=self.reports[place[0]], number=place[1], encoder=self._encoder
        )


def _characters(analysis: ParagraphAnalysis) -> int:
    return _LEAST + analysis.paragraph.end - analysis.paragraph.start


def _parts_in(text: str) -> frozenset[str]:
    return frozenset(match.group()[-2:] for match in _PART.finditer(text))


def _is_year(figure: Figure) -> bool:
    return figure.unit == "年" and 1900 <= figure.low <= 2100

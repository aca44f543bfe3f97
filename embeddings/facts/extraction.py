"""The facts of a report: paragraph by paragraph, clause by clause, figure by figure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from embeddings.facts.aspects import aspect_of
from embeddings.facts.periods import (
    Period,
    base_year,
    default_period,
    period_of,
    says_whole_year,
    year_part,
)
from embeddings.facts.predicates import MASK, Predicate, measure_of, read_predicate
from embeddings.facts.records import Fact, Measure
from embeddings.facts.restrictions import split_restrictions
from embeddings.facts.subjects import Subject, join_subjects, members, read_subject
from embeddings.language.clauses import Clause, clauses
from embeddings.language.figures import Figure, find_figures
from embeddings.language.tense_cues import ESTIMATED, PLANNED
from embeddings.language.time_expressions import Anchor, TimeWord, find_times
from embeddings.records import Paragraph, Report, Role
from embeddings.text.folding import fold

__all__ = ["extract_facts"]

_NUMERAL = re.compile(r"\d|[一二三四五六七八九十百千万亿]{2}|[成倍番半]")
_DATE_UNITS = frozenset(("年", "月", "日", "号", "周年", "个年头", "周"))
_LASTING = re.compile(r"(?:寿命|年限|学制|期限|年龄)[^，]{0,6}$")
_SIBLING = re.compile(r"(?:[、和与及,]|以及)$")
# A clause that comes between a subject and its figure.
_ASIDE = re.compile(
    r"^(?:虽然|尽管|由于|按|经|扣除|剔除|在.*基础上|克服|面对|同比|再?创|屡创|好于|高于|低于|超过|居|位居|名列|排名|连续|增速|其中|约|折合|"
    r"比|较|略|继续|保持|总量|圆满|全面完成|顺利|超额)"
)
_RATIO = re.compile(r":(?P<other>\d+(?:\.\d+)?)(?![\d:])")
_LONGEST_HEAD = 40  # characters: a longer run of words names no indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    role: Role
    default: Period


class _ParagraphReader:
    """Reads one paragraph; offsets are relative to it until a fact is made."""

    def __init__(
        self, report: Report, paragraph: Paragraph, folded: str, section: _Section, anchor: Anchor
    ) -> None:
        self._report = report
        self._paragraph = paragraph
        self._text = folded
        self._section = section
        self._times = find_times(folded, anchor, prose=True)
        self._figures = find_figures(folded)
        self._masked = self._mask()
        self._carried: Subject | None = None
        self._nominal = 0  # of the subject carried
        self._word: TimeWord | None = None  # the time word in force
        self._planned = False  # the sentence has set a target
        self._estimated = False

    def facts(self) -> Iterator[Fact]:
        sentence = -1
        for clause in clauses(self._text):
            if clause.sentence != sentence:
                sentence = clause.sentence
                self._planned = self._estimated = False
                if self._word is not None and self._word.until:
                    self._word = None
            figures = [
                figure
                for figure in self._figures
                if clause.start <= figure.start < clause.end and self._counts(figure)
            ]
            if figures:
                yield from self._read(clause, figures)
            else:
                self._pass(clause)
            self._note(clause.start, clause.end)

    def _mask(self) -> str:
        characters = list(self._text)
        spans = [(word.start, word.end) for word in self._times]
        spans += [(one.start, one.end) for one in self._figures if one.unit in _DATE_UNITS]
        for start, end in spans:
            characters[start:end] = MASK * (end - start)
        return "".join(characters)

    def _counts(self, figure: Figure) -> bool:
        """Whether a figure can state something."""
        if any(word.start < figure.end and figure.start < word.end for word in self._times):
            return False
        if figure.unit in _DATE_UNITS:
            return figure.unit == "年" and bool(_LASTING.search(self._text[: figure.start]))
        if figure.unit or figure.unit_class == "share":
            return True
        if _RATIO.match(self._text, figure.core_end):
            return True
        return bool(re.search(r"(?:系数|指数)[^，]{0,6}$", self._text[: figure.start]))

    def _note(self, start: int, end: int) -> None:
        """Take up what `text[start:end]` says of time and plan for what follows."""
        for word in self._times:
            if start <= word.start < end and not word.base and not word.report:
                self._word = word
        piece = self._text[start:end]
        self._planned = self._planned or PLANNED.search(piece) is not None
        self._estimated = self._estimated or ESTIMATED.search(piece) is not None

    def _pass(self, clause: Clause) -> None:
        """Take up the subject of a clause without figures."""
        lead = self._masked[clause.start : clause.end]
        if _ASIDE.match(lead):
            return
        predicate = read_predicate(lead)
        subject = read_subject(self._masked, clause.start, clause.start + predicate.start)
        if subject is None or not subject.head or len(subject.head) > _LONGEST_HEAD:
            return
        self._carried = join_subjects(self._carried, subject)
        self._nominal = predicate.nominal or predicate.direction

    def _read(self, clause: Clause, figures: Sequence[Figure]) -> Iterator[Fact]:
        position = clause.start
        noted = clause.start
        for group in self._groups(figures):
            first = group[0]
            lead = self._masked[position : first.start]
            predicate = read_predicate(lead, self._text[group[-1].end : group[-1].end + 6])
            own = read_subject(self._masked, position, position + predicate.start)
            if own is not None and own.head:
                self._nominal = 0
            subject = join_subjects(self._carried, own)
            nominal = predicate.nominal or self._nominal
            if not predicate.direction and predicate.nominal == 0 and nominal:
                predicate = replace(predicate, nominal=nominal)
            self._note_words(noted, first.start)
            noted = first.start
            if subject is not None and subject.head:
                yield from self._state(clause, position, group, predicate, subject)
                self._carried, self._nominal = subject, nominal
            position = group[-1].end

    def _note_words(self, start: int, end: int) -> None:
        for word in self._times:
            if start <= word.start < end and not word.base and not word.report:
                self._word = word

    def _groups(self, figures: Sequence[Figure]) -> list[list[Figure]]:
        """Return the figures in runs that one predicate governs: 8%和9%."""
        groups: list[list[Figure]] = []
        for figure in figures:
            if groups:
                last = groups[-1][-1]
                between = self._text[last.end : figure.start]
                if last.unit == figure.unit and _SIBLING.fullmatch(between):
                    groups[-1].append(figure)
                    continue
                if not last.unit and between == ":":
                    continue  # the second side of a ratio
            groups.append([figure])
        return groups

    def _state(
        self,
        clause: Clause,
        position: int,
        group: Sequence[Figure],
        predicate: Predicate,
        subject: Subject,
    ) -> Iterator[Fact]:
        subjects: Sequence[Subject] = (subject,)
        if len(group) > 1:
            subjects = members(subject)
            if len(subjects) != len(group):
                return
        for figure, one in zip(group, subjects, strict=True):
            yield self._fact(clause, position, figure, predicate, one)

    def _fact(
        self, clause: Clause, position: int, figure: Figure, predicate: Predicate, subject: Subject
    ) -> Fact:
        text, offset = self._text, self._paragraph.start
        low, high, unit, end = self._value(figure)
        negative = text[figure.core_start - 1 : figure.core_start] in ("-", "−") and unit == "%"
        share = "占" in text[position : figure.start] and unit in ("%", "‰")
        measure, direction = measure_of(predicate, unit, share=share)
        if unit == "":
            measure, direction = Measure.RATIO, 0
        if measure is Measure.LEVEL and subject.increased and unit != "%":
            measure, direction = Measure.INCREASE, subject.increased
        if negative:
            direction = -1
        if direction < 0:
            low, high = -high, -low
        period = self._period(clause, position, figure, predicate, measure)
        words = text[clause.start : figure.start]
        indicator, restrictions = split_restrictions(subject.head)
        aspect = aspect_of(
            words + figure.text[len(figure.text) - (figure.end - figure.core_end) :],
            self._section.role,
            period,
            planned_before=self._planned,
            task_year=self._report.year,
        )
        return Fact(
            report_id=self._report.report_id,
            paragraph=self._paragraph.number,
            start=offset + figure.start,
            end=offset + end,
            clause_start=offset + clause.start,
            clause_end=offset + clause.end,
            indicator_start=offset + subject.start,
            indicator_end=offset + subject.end,
            indicator=indicator,
            restrictions=restrictions,
            measure=measure,
            low=low,
            high=high,
            unit=unit,
            unit_class=figure.unit_class,
            direction=direction,
            hedge=figure.qualifier,
            milestone=predicate.milestone,
            first_year=period.first,
            last_year=period.last,
            cumulative=period.cumulative,
            yearly_average=predicate.averaged,
            year_part=year_part(text[clause.start : figure.start]),
            aspect=aspect,
            estimated=self._estimated or ESTIMATED.search(words) is not None,
            place=subject.place or self._report.region,
            whole=self._whole(position, predicate, figure, share),
        )

    def _value(self, figure: Figure) -> tuple[Decimal, Decimal, str, int]:
        """Return low, high, unit and end of a figure; parts of a whole as per cent."""
        if not figure.unit:
            if match := _RATIO.match(self._text, figure.core_end):
                other = Decimal(match["other"])
                if other:
                    value = (figure.low / other).quantize(Decimal("0.000001")).normalize()
                    return value, value, "", match.end()
            if figure.unit_class == "share":
                return figure.low * 100, figure.high * 100, "%", figure.end
            return figure.low, figure.high, "", figure.end
        if figure.unit == "成":
            return figure.low * 10, figure.high * 10, "%", figure.end
        unit = "个百分点" if figure.unit == "个点" else figure.unit
        return figure.low, figure.high, unit, figure.end

    def _period(
        self, clause: Clause, position: int, figure: Figure, predicate: Predicate, measure: Measure
    ) -> Period:
        default = self._section.default
        word = self._word
        last = word.last if word is not None else default.last
        compared = predicate.compared
        base = base_year(
            self._text,
            None if compared is None else (position + compared[0], position + compared[1]),
            self._times,
            last,
        )
        whole = None
        if (
            word is None
            and default.last is not None
            and says_whole_year(self._text[clause.start : figure.start])
        ):
            whole = default.last
        return period_of(measure, predicate, word, default, base=base, whole_year=whole)

    def _whole(self, position: int, predicate: Predicate, figure: Figure, share: bool) -> str:
        if predicate.apart is not None:
            start, end = predicate.apart
            return self._text[position + start : position + end]
        if share:
            piece = self._text[position : figure.start]
            piece = piece[piece.rfind("占") + 1 :]
            return re.sub(
                r"的?(?:比重|比例|份额|比率)?(?:达到|达|为|提高到|上升到|约|超过|在)*$", "", piece
            )
        return ""


def extract_facts(report: Report) -> tuple[Fact, ...]:
    """Return the facts that `report` states, in reading order."""
    anchor = Anchor.of_report(report)
    sections: dict[int | None, _Section] = {}
    found: list[Fact] = []
    for paragraph in report.paragraphs:
        text = fold(report.text[paragraph.start : paragraph.end])
        if not _NUMERAL.search(text):
            continue
        section = sections.get(paragraph.section)
        if section is None:
            role = report.role_of(paragraph)
            heading = " ".join(report.heading_path(paragraph))
            section = _Section(role=role, default=default_period(report, role, heading, anchor))
            sections[paragraph.section] = section
        found.extend(_ParagraphReader(report, paragraph, text, section, anchor).facts())
    return tuple(found)

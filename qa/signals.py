"""What is known of a candidate paragraph for a question, as numbers for the ranker."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.folding import fold
from embeddings.index import Candidate
from embeddings.records import Paragraph, Report, Role
from qa.answer_kind import AnswerKind, Kind, answer_kind
from qa.figures import Figure, find_figures
from qa.question import Question
from qa.rarity import rarity
from qa.records import Scope
from qa.scope import ancestors
from qa.time_words import Anchor, TimeKind, TimeWord, find_times

__all__ = ["SIGNALS", "Matrix", "Signals"]

Matrix = npt.NDArray[np.float32]

# Name → what it measures; the order is the order of the columns.
SIGNALS: dict[str, str] = {
    "lexical": "BM25 of the paragraph, as a share of the best candidate's",
    "lexical_sentence": "BM25 of its best sentence, as a share of the best candidate's",
    "lexical_log": "BM25 of the paragraph, absolute, ln(1 + score)",
    "lexical_sentence_log": "BM25 of its best sentence, absolute",
    "lexical_rank": "1 / rank in the paragraph leg",
    "lexical_sentence_rank": "1 / rank in the sentence leg",
    "dense": "cosine of the paragraph",
    "dense_sentence": "cosine of its best sentence",
    "dense_gap": "cosine behind the best candidate's",
    "dense_sentence_gap": "the same of the best sentence",
    "dense_rank": "1 / rank",
    "dense_sentence_rank": "1 / rank",
    "cover": "share of the question's words in the paragraph, weighted by rarity",
    "cover_sentence": "the same in its best sentence",
    "cover_pairs": "share of the question's character pairs in the paragraph",
    "cover_pairs_sentence": "the same in its best sentence",
    "cover_expanded": "words said in the paragraph, themselves or as the lexicon has them",
    "cover_expanded_sentence": "the same in its best sentence",
    "cover_heading": "share of the question's words in the headings",
    "cover_heading_expanded": "the same, or as the lexicon has them",
    "rarest": "rarity of the rarest word found, as a share of the question's rarest",
    "run": "longest run of the question's characters in the paragraph, of 10",
    "expansion": "share of the lexicon's entries of which a form is in the best sentence",
    "in_scope": "1 if the report is in the derived scope",
    "gives_results": "1 if the report's period ends with a year asked about",
    "sets_targets": "1 if the report sets the targets of a year asked about",
    "results_asked": "gives_results weighted by the chance that results are asked for",
    "targets_asked": "sets_targets weighted by the chance that targets are asked for",
    "within_period": "1 if a year asked about lies within the report's period",
    "named_report": "1 if the question names the report by its year",
    "year_distance": "years between the report and the nearest that should answer, of 5",
    "no_year": "1 if the question names no year",
    "recency": "1 / rank among the reports of its region, newest first, if no year is named",
    "year_in_sentence": "1 if the best sentence speaks of a year asked about",
    "year_in_paragraph": "1 if the paragraph does",
    "year_written": "1 if the paragraph writes out a year asked about",
    "other_year": "1 if the best sentence writes out years, and none asked about",
    "region_same": "1 if the report is of a region asked about, or none is named",
    "region_above": "1 if the report is of a region above one asked about",
    "region_named": "1 if the paragraph names a region asked about that is not the report's",
    "review_results": "review section, weighted by the chance that results are asked for",
    "plan_targets": "goals or tasks, weighted by the chance that targets are asked for",
    "review_targets": "review section, weighted by the chance that targets are asked for",
    "plan_results": "goals or tasks, weighted by the chance that results are asked for",
    "goals": "1 if the section states goals",
    "government": "1 if the section is on government itself",
    "opening": "1 if the paragraph stands before the first heading, or closes the report",
    "figure_sentence": "figures: 1 if the best sentence has one of the asked kind, ½ any",
    "figure_paragraph": "the same of the paragraph",
    "asks_figure": "1 if a figure is asked for",
    "asks_measures": "1 if measures are asked for",
    "asks_name": "1 if a name or a list is asked for",
    "length": "ln of the paragraph's characters",
    "short": "1 if under 40 characters",
    "oversized": "1 if over 1,300 characters: too long to show",
    "position": "place in the report, 0 to 1",
    "words": "how many content words the question has, ln(1 + n)",
}
_OVERSIZED, _SHORT = 1_300, 40  # characters
_LONGEST_RUN = 10
_FORM_CREDIT = 0.9  # of a word that stands there as the lexicon has it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What of a paragraph does not depend on the question."""

    paragraph: Paragraph
    folded: str
    heading: str  # folded
    role: Role
    times: tuple[TimeWord, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A content word, what else it may be called, and how much it counts."""

    text: str
    forms: tuple[str, ...]
    weight: float


class Signals:
    """Computes signals over one snapshot of an index; what a paragraph says is kept."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._facts: dict[tuple[str, int], _Facts] = {}
        self._newest: dict[str, int] = {}
        by_region: dict[str | None, list[Report]] = {}
        for report in reports.values():
            by_region.setdefault(report.region, []).append(report)
        for group in by_region.values():
            years = sorted({report.year or 0 for report in group}, reverse=True)
            for report in group:
                self._newest[report.report_id] = 1 + years.index(report.year or 0)

    def compute(self, question: Question, scope: Scope, candidates: Sequence[Candidate]) -> Matrix:
        """Return the signals of `candidates`, of shape (candidates, signals)."""
        count = len(candidates)
        columns = {name: np.zeros(count, dtype=np.float32) for name in SIGNALS}
        if count:
            self._legs(columns, candidates)
            self._words(columns, question, candidates)
            self._scope(columns, question, scope, candidates)
            self._answer(columns, answer_kind(question.text), candidates)
            columns["words"][:] = math.log1p(len(question.words))
        return np.stack([columns[name] for name in SIGNALS], axis=1)

    def facts(self, report_id: str, number: int) -> _Facts:
        """Return what a paragraph says, whatever the question."""
        key = (report_id, number)
        known = self._facts.get(key)
        if known is None:
            report = self._reports[report_id]
            paragraph = report.paragraphs[number - 1]
            text = report.text[paragraph.start : paragraph.end]
            known = _Facts(
                paragraph=paragraph,
                folded=fold(text),
                heading=fold(" ".join(report.heading_path(paragraph))),
                role=report.role_of(paragraph),
                times=find_times(text, Anchor.of_report(report), prose=True),
                figures=find_figures(text),
            )
            self._facts[key] = known
        return known

    def _legs(self, columns: dict[str, Matrix], candidates: Sequence[Candidate]) -> None:
        for name in ("lexical", "lexical_sentence", "dense", "dense_sentence"):
            values = np.array([getattr(one, name) for one in candidates], dtype=np.float32)
            best = float(values.max())
            order = np.empty(len(values), dtype=np.int64)
            order[np.argsort(-values, kind="stable")] = np.arange(1, len(values) + 1)
            columns[f"{name}_rank"][:] = 1.0 / order
            if name.startswith("lexical"):
                columns[name][:] = values / best if best > 0 else 0
                columns[f"{name}_log"][:] = np.log1p(values)
            else:
                columns[name][:] = values
                columns[f"{name}_gap"][:] = values - best

    def _words(
        self, columns: dict[str, Matrix], question: Question, candidates: Sequence[Candidate]
    ) -> None:
        words = _weighted_words(question)
        total = sum(word.weight for word in words) or 1.0
        rarest = max((word.weight for word in words), default=1.0)
        pairs = [term[1:] for term in question.terms if term.startswith("~")]
        own_pairs = [pair for pair in pairs if pair in question.folded]
        runs = _runs(question)
        for row, one in enumerate(candidates):
            facts = self.facts(one.report_id, one.paragraph)
            offset = facts.paragraph.start
            text = facts.folded
            sentence = text[one.sentence_start - offset : one.sentence_end - offset]
            plain = expanded = plain_s = expanded_s = head = head_x = found_rarest = 0.0
            for word in words:
                weight = word.weight
                if word.text in text:
                    plain += weight
                    expanded += weight
                    found_rarest = max(found_rarest, weight)
                    if word.text in sentence:
                        plain_s += weight
                        expanded_s += weight
                    elif any(form in sentence for form in word.forms):
                        expanded_s += weight * _FORM_CREDIT
                elif any(form in text for form in word.forms):
                    expanded += weight * _FORM_CREDIT
                    found_rarest = max(found_rarest, weight * _FORM_CREDIT)
                    if any(form in sentence for form in word.forms):
                        expanded_s += weight * _FORM_CREDIT
                if word.text in facts.heading:
                    head += weight
                    head_x += weight
                elif any(form in facts.heading for form in word.forms):
                    head_x += weight * _FORM_CREDIT
            columns["cover"][row] = plain / total
            columns["cover_sentence"][row] = plain_s / total
            columns["cover_expanded"][row] = expanded / total
            columns["cover_expanded_sentence"][row] = expanded_s / total
            columns["cover_heading"][row] = head / total
            columns["cover_heading_expanded"][row] = head_x / total
            columns["rarest"][row] = found_rarest / rarest
            if own_pairs:
                columns["cover_pairs"][row] = sum(p in text for p in own_pairs) / len(own_pairs)
                columns["cover_pairs_sentence"][row] = sum(p in sentence for p in own_pairs) / len(
                    own_pairs
                )
            columns["run"][row] = _longest_run(runs, text) / _LONGEST_RUN
            if question.expansions:
                columns["expansion"][row] = sum(
                    any(form in sentence for form in entry.forms) for entry in question.expansions
                ) / len(question.expansions)

    def _scope(
        self,
        columns: dict[str, Matrix],
        question: Question,
        scope: Scope,
        candidates: Sequence[Candidate],
    ) -> None:
        about = set(scope.about_years)
        last_years = {word.last for word in question.times if not word.base and word.years}
        first_years = {word.first for word in question.times if not word.base and word.years}
        named = {word.first for word in question.times if word.report}
        chance = question.result_probability
        dated = bool(scope.about_years or scope.report_years)
        above = {place for name in scope.regions for place in ancestors(name)}
        for row, one in enumerate(candidates):
            report = self._reports[one.report_id]
            facts = self.facts(one.report_id, one.paragraph)
            year = report.year
            gives = report.period is not None and report.period[1] in last_years
            targets = year in first_years
            columns["gives_results"][row] = gives
            columns["sets_targets"][row] = targets
            columns["results_asked"][row] = gives * chance
            columns["targets_asked"][row] = targets * (1 - chance)
            columns["within_period"][row] = report.period is not None and any(
                report.period[0] <= asked <= report.period[1] for asked in last_years
            )
            columns["named_report"][row] = year in named
            columns["no_year"][row] = not dated
            if dated and year is not None and scope.report_years:
                nearest = min(abs(year - wanted) for wanted in scope.report_years)
                columns["year_distance"][row] = min(nearest, 5) / 5
                columns["in_scope"][row] = nearest == 0
            if not dated:
                columns["recency"][row] = 1.0 / self._newest[one.report_id]
            self._years(columns, row, one, facts, report, about, dated=dated)
            same = not scope.regions or report.region in scope.regions
            columns["region_same"][row] = same
            columns["region_above"][row] = not same and report.region in above
            columns["region_named"][row] = any(
                name in facts.folded for name in scope.regions if name != report.region
            )
            review = facts.role is Role.REVIEW
            plan = facts.role in (Role.GOALS, Role.TASKS)
            columns["review_results"][row] = review * chance
            columns["review_targets"][row] = review * (1 - chance)
            columns["plan_targets"][row] = plan * (1 - chance)
            columns["plan_results"][row] = plan * chance
            columns["goals"][row] = facts.role is Role.GOALS
            columns["government"][row] = facts.role is Role.GOVERNMENT
            columns["opening"][row] = facts.role is Role.OPENING
            columns["position"][row] = one.paragraph / len(report.paragraphs)

    def _years(
        self,
        columns: dict[str, Matrix],
        row: int,
        one: Candidate,
        facts: _Facts,
        report: Report,
        about: set[int],
        *,
        dated: bool,
    ) -> None:
        if not dated or not about:
            return
        offset = facts.paragraph.start
        start, end = one.sentence_start - offset, one.sentence_end - offset
        in_sentence = [word for word in facts.times if start <= word.start < end]
        implied = _implied_years(facts.role, report)
        spoken = {year for word in in_sentence for year in word.years}
        everywhere = {year for word in facts.times for year in word.years}
        written = {word.first for word in facts.times if word.kind is TimeKind.YEAR}
        here = {word.first for word in in_sentence if word.kind is TimeKind.YEAR}
        columns["year_in_sentence"][row] = not about.isdisjoint(spoken or implied)
        columns["year_in_paragraph"][row] = not about.isdisjoint(everywhere or implied)
        columns["year_written"][row] = not about.isdisjoint(written)
        columns["other_year"][row] = bool(here) and about.isdisjoint(here)

    def _answer(
        self, columns: dict[str, Matrix], kind: AnswerKind, candidates: Sequence[Candidate]
    ) -> None:
        wants_figure = kind.wants_figure
        columns["asks_figure"][:] = wants_figure
        columns["asks_measures"][:] = kind.kind in (Kind.MEASURES, Kind.WHY)
        columns["asks_name"][:] = kind.kind in (Kind.NAME, Kind.LIST)
        for row, one in enumerate(candidates):
            facts = self.facts(one.report_id, one.paragraph)
            length = len(facts.folded)
            columns["length"][row] = math.log(max(length, 1))
            columns["short"][row] = length < _SHORT
            columns["oversized"][row] = length > _OVERSIZED
            if wants_figure or kind.kind is Kind.DATE:
                offset = facts.paragraph.start
                start, end = one.sentence_start - offset, one.sentence_end - offset
                here = [figure for figure in facts.figures if start <= figure.start < end]
                columns["figure_sentence"][row] = _figure_fit(here, kind)
                columns["figure_paragraph"][row] = _figure_fit(facts.figures, kind)


def _figure_fit(figures: Sequence[Figure], kind: AnswerKind) -> float:
    if not figures:
        return 0.0
    if any(
        figure.unit in kind.units or figure.unit_class in kind.unit_classes for figure in figures
    ):
        return 1.0
    return 0.5


def _implied_years(role: Role, report: Report) -> set[int]:
    """Return the years that a sentence without a time word speaks of, by its section."""
    if role is Role.REVIEW and report.period is not None:
        return set(range(report.period[0], report.period[1] + 1))
    if role in (Role.GOALS, Role.TASKS, Role.GOVERNMENT) and report.year is not None:
        return {report.year}
    return set()


def _weighted_words(question: Question) -> list[_Word]:
    """Return the content words, each with the lexicon's forms for it and its weight."""
    seen: dict[str, _Word] = {}
    for word in question.words:
        forms = tuple(
            form
            for entry in question.expansions
            if entry.start < word.end and word.start < entry.end
            for form in entry.forms
        )
        if word.text not in seen:
            seen[word.text] = _Word(
                text=word.text, forms=forms, weight=word.weight * rarity(word.text)
            )
    return list(seen.values())


def _runs(question: Question) -> list[str]:
    """Return the stretches of adjacent content words."""
    runs: list[list[int]] = []
    for word in question.words:
        if runs and runs[-1][1] == word.start:
            runs[-1][1] = word.end
        else:
            runs.append([word.start, word.end])
    return [question.folded[start:end] for start, end in runs if end - start > 1]


def _longest_run(runs: Sequence[str], text: str) -> int:
    """Return the length of the longest piece of a run that stands in `text`, 10 at most."""
    best = 1
    for run in runs:
        start = 0
        while start + best < len(run):
            if best < _LONGEST_RUN and run[start : start + best + 1] in text:
                best += 1
            else:
                start += 1
    return best if best > 1 else 0

"""Facts as statements of an answer: quoted, labelled as target or result, each with its citation.

`AnswerText` is built piece by piece: generated words are recorded in `computed`, quoted ones are
cited, so that every part of the text has a report or a calculation behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from embeddings.facts.records import Aspect, Fact
from embeddings.language.figures import find_figures
from embeddings.lazy_regex import lazy_regex
from embeddings.messages import Message
from embeddings.records import Report
from qa.answer.citations import cite
from qa.answer.drafts.draft import LOOKED_UP, Draft
from qa.facts.lookup import FactMatch
from qa.quotes import LONGEST, SHORTEST, Citation, Quote
from qa.records import Computed
from qa.tables import FigureTable

__all__ = ["LABELS", "AnswerText", "label_of", "proof_of", "value_text"]

LABELS = {Aspect.TARGET: "目标", Aspect.RESULT: "实际", Aspect.NEITHER: ""}
_ESTIMATE = "预计"
# The verb of a change that stands before its indicator.
_CHANGE_BEFORE = lazy_regex("(?:减少|压减|削减|压缩|淘汰|化解|退出|增加|净增)了?$")
_ONE_BY_ONE = lazy_regex("分别|依次|各自")
_BETWEEN_SIBLINGS = lazy_regex(r"\s*(?:[、，,和与及]|以及)\s*")
_MARKS = "、，,和与及 "  # between a figure and the names behind it
_RESTRICTING = 8  # characters of restricting words between a value and the name behind it
_NAME_LEAST = 2  # characters of an indicator that follow its value
_FARTHEST = 60  # maximum characters between an indicator and its value in one quote
# The verb of a decline is part of its value: 下降3.4% without it means the opposite.
_STRUCTURE_BEHIND = lazy_regex(r"(?:[:：∶][\d.]+){1,2}")
_FALL = lazy_regex(
    r"(?:下降|降低|减少|下滑|回落|负增长|缩减|压减|降幅|跌幅|下跌|减产|降)(?:了|到|幅度)?(?:为|约|近|达)?$"
)


@dataclass(slots=True)
class AnswerText:
    """The text of an answer being composed, with its citations and calculations."""

    text: str = ""
    citations: list[Citation] = field(default_factory=list)
    computed: list[Computed] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)

    def join(self, mark: str) -> None:
        """Add a punctuation mark between two pieces."""
        if self.text:
            self.text += mark

    def say(self, words: str, operation: str, *operands: str) -> None:
        """Add generated words, with the operation and the operands that they follow from."""
        if words:
            self.text += words
            self.computed.append(
                Computed(value=words, operation=operation, operands=tuple(operands))
            )

    def quote(self, match: FactMatch, *, whole: bool) -> Citation:
        """Add the value of a fact, with `whole` its indicator's words as well, and cite it."""
        report, fact = match.report, match.fact
        proof = proof_of(fact, report)
        value_start, value = value_text(fact, report)
        start, end = (
            (proof.start, _named_span(fact, report)[1]) if whole else (value_start, fact.end)
        )
        begun = len(self.text)
        self.text += report.text[start:end]
        citation = cite(report, proof, text_start=begun, text_end=len(self.text))
        self.citations.append(citation)
        self.spans.append(value)
        return citation

    def quote_all(self, matches: Sequence[FactMatch]) -> None:
        """Add one quote from the first of several facts of a paragraph to the last, and cite it."""
        report = matches[0].report
        proofs = [proof_of(match.fact, report) for match in matches]
        whole = Quote(
            report_id=report.report_id,
            paragraph=proofs[0].paragraph,
            start=min(proof.start for proof in proofs),
            end=max(proof.end for proof in proofs),
        )
        begun = len(self.text)
        self.text += report.text[whole.start : whole.end]
        self.citations.append(cite(report, whole, text_start=begun, text_end=len(self.text)))
        self.spans += [value_text(match.fact, report)[1] for match in matches]

    def draft(self, notices: tuple[Message, ...], table: FigureTable | None = None) -> Draft | None:
        """Return the draft of the text; None if it is empty."""
        if not self.text:
            return None
        return Draft(
            text=self.text,
            citations=tuple(self.citations),
            spans=tuple(dict.fromkeys(self.spans)),
            computed=tuple(self.computed),
            table=table,
            probability=LOOKED_UP,
            notices=notices,
        )


def value_text(fact: Fact, report: Report) -> tuple[int, str]:
    """Return the start of a fact's value, its verb of decline included, and the value's text."""
    start = fact.start
    if fact.direction < 0:
        fall = _FALL.search(report.text[fact.clause_start : fact.start])
        if fall:
            start = fact.clause_start + fall.start()
    return start, report.text[start : fact.end]


def proof_of(fact: Fact, report: Report) -> Quote:
    """Return the quote that proves a fact: from its indicator, or its clause, to its value."""
    paragraph = report.paragraphs[fact.paragraph - 1]
    start, end = _named_span(fact, report)
    start = max(start, end - LONGEST, paragraph.start)
    if end - start < SHORTEST:
        start = max(paragraph.start, end - SHORTEST)
        end = min(paragraph.end, start + SHORTEST)
    return Quote(report_id=report.report_id, paragraph=fact.paragraph, start=start, end=end)


def _named_span(fact: Fact, report: Report) -> tuple[int, int]:
    """Return the span from a fact's indicator, or its clause, to its value or the last of 分别."""
    begin = report.paragraphs[fact.paragraph - 1].start
    start = fact.indicator_start
    if not begin <= start <= fact.start or fact.start - start > _FARTHEST:
        start = fact.clause_start
    elif change := _CHANGE_BEFORE.search(report.text[fact.clause_start : start]):
        start = fact.clause_start + change.start()  # 减少贫困人口120.8万人
    elif fact.place and report.text[fact.clause_start : start] == fact.place:
        start = fact.clause_start  # 泸州港完成集装箱吞吐量21.2万标箱
    end = _named_end(fact, report)
    told = _told_one_by_one(fact, report)
    if told is None or told[1] - told[0] > LONGEST:
        return start, end
    return min(start, told[0]), max(end, told[1])


def _told_one_by_one(fact: Fact, report: Report) -> tuple[int, int] | None:
    """Return the span from the first of several names to the last figure that 分别 gives them.

    None of a figure told alone. Without its siblings a quote gives one figure to all of the names.
    """
    clause = report.text[fact.clause_start : fact.clause_end]
    at = fact.start - fact.clause_start
    respective = next(
        (one for one in _ONE_BY_ONE.finditer(clause) if 0 <= at - one.end() <= _FARTHEST), None
    )
    if respective is None:
        return None
    figures = find_figures(clause)
    last = next((n for n, one in enumerate(figures) if one.start <= at < one.end), None)
    if last is None:
        return None
    while last + 1 < len(figures) and _BETWEEN_SIBLINGS.fullmatch(
        clause, figures[last].end, figures[last + 1].start
    ):
        last += 1
    first = max((one.end for one in figures if one.end <= respective.start()), default=0)
    marks = len(clause[first:]) - len(clause[first:].lstrip(_MARKS))
    return fact.clause_start + first + marks, fact.clause_start + figures[last].end


def _named_end(fact: Fact, report: Report) -> int:
    """Return the end of a value, with the indicator where that follows it (6条过江通道).

    A share of a structure (9.1:45.3:45.6) ends with the structure.
    """
    if structure := _STRUCTURE_BEHIND.match(report.text, fact.end):
        return structure.end()
    if 0 <= fact.indicator_start - fact.end <= _RESTRICTING:
        return fact.indicator_end  # 110万农村贫困人口稳定脱贫
    after = report.text[fact.end : fact.end + len(fact.indicator)]
    ends = range(len(after), _NAME_LEAST - 1, -1)
    return fact.end + next((end for end in ends if after[:end] in fact.indicator), 0)


def label_of(fact: Fact) -> str:
    """Return the label of a fact: target, result or estimate; "" if its report does not say."""
    if fact.aspect is Aspect.RESULT and fact.estimated:
        return _ESTIMATE
    return LABELS[fact.aspect]

"""The values that flow from a question to a cited answer.

Offsets are 0-based, half-open, and count Unicode code points: `start`, `end` of the stored report
text, `text_start`, `text_end` of the answer's text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self, overload

from embeddings.messages import Message
from embeddings.records import Report
from qa.normalisation.spelling import Slip
from qa.question.follow_ups.rewriting import Turn
from qa.question.question import Question
from qa.question.scope import Scope
from qa.quotes import Citation
from qa.snapshot import Snapshot
from qa.tables import FigureTable

__all__ = [
    "SURE",
    "Answer",
    "Citation",
    "Computed",
    "Missing",
    "OtherPlace",
    "Reason",
    "Retrieval",
    "Scope",
    "ScoredPassage",
    "Stage",
    "Step",
    "Turn",
]

SURE = 0.75  # probability of being right from which an answer is shown as sure


class Reason(StrEnum):
    """Why an answer is refused."""

    NO_REPORT = "no_report"  # no report for that year or region
    NO_FIGURE = "no_figure"  # the reports mention the subject, not the fact
    NOTHING_NEAR = "nothing_near"  # no passage is similar to the question


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Years and regions asked for and not indexed; empty if nothing is missing."""

    years: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.years or self.regions)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPlace:
    """Another paragraph with the same text as the one found, white space aside."""

    report_id: str
    title: str
    paragraph: int  # 1-based
    start: int
    end: int

    @classmethod
    def of(cls, report: Report, paragraph: int) -> Self:
        """Return the place of a paragraph, which the report must have."""
        place = report.paragraphs[paragraph - 1]
        return cls(
            report_id=report.report_id,
            title=report.title,
            paragraph=place.number,
            start=place.start,
            end=place.end,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPassage:
    """A paragraph found for a question; `match_*` is the sentence in it that matched best."""

    report_id: str
    title: str
    paragraph: int  # 1-based
    start: int
    end: int
    text: str
    match_start: int
    match_end: int
    score: float  # probability in [0, 1] that it is relevant, calibrated on held-out folds
    rank: int  # 1-based, in the order given: an answer's passages begin with those it quotes
    why: Mapping[str, float] = field(default_factory=dict)  # each feature's share of the score
    also: tuple[OtherPlace, ...] = ()  # found too, with equal text; the newest report first


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval(Sequence[ScoredPassage]):
    """Passages, best first, with how the question was understood."""

    passages: tuple[ScoredPassage, ...]
    question: str  # as asked
    rewritten: str  # the self-contained question that was searched
    scope: Scope
    missing: Missing
    slips: tuple[Slip, ...] = ()  # of the keyboard that were put right: 良食 → 粮食
    in_context: str = ""  # of a self-contained question: with the last one's year and place
    optional_context: bool = False  # `rewritten` inherits what the question may not need
    # What it was made from; None in one read back from storage.
    parsed: Question | None = field(default=None, compare=False, repr=False)
    snapshot: Snapshot | None = field(default=None, compare=False, repr=False)

    def origin(self) -> tuple[Question, Snapshot]:
        """Return the parsed question, and the snapshot that was searched.

        Raises:
            ValueError: if the retrieval was read back from storage, without them.
        """
        if self.parsed is None or self.snapshot is None:
            raise ValueError("a stored retrieval has no snapshot to answer from; retrieve again")
        return self.parsed, self.snapshot

    def ordered(self, places: Iterable[tuple[str, int]]) -> Self:
        """Return this retrieval with the passages at `places` first, in that order.

        Args:
            places: the report and number (1-based) of paragraphs, the best first; those that were
                not found are passed over.
        """
        place_of = {place: number for number, place in enumerate(dict.fromkeys(places))}
        least = len(place_of)
        passages = sorted(
            self.passages,
            key=lambda one: place_of.get((one.report_id, one.paragraph), least),
        )
        ranked = (replace(one, rank=rank) for rank, one in enumerate(passages, start=1))
        return replace(self, passages=tuple(ranked))

    @overload
    def __getitem__(self, index: int) -> ScoredPassage: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ScoredPassage]: ...
    def __getitem__(self, index: int | slice) -> ScoredPassage | Sequence[ScoredPassage]:
        return self.passages[index]

    def __len__(self) -> int:
        return len(self.passages)

    def __iter__(self) -> Iterator[ScoredPassage]:
        return iter(self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A figure calculated from cited ones."""

    value: str  # 8000元
    # difference | sum | mean | count | rank | ratio | converted | year | aspect | > | < | =
    operation: str
    operands: tuple[str, ...]  # as cited: 44000元, 36000元


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer with its proof, or a refusal with its reason."""

    question: str
    rewritten: str
    text: str = ""  # without marks; empty on refusal
    spans: tuple[str, ...] = ()
    computed: tuple[Computed, ...] = ()
    citations: tuple[Citation, ...] = ()
    table: FigureTable | None = None  # of a question about several years or places
    refused: bool = False
    reason: Reason | None = None
    message: str = ""  # of a refusal, in Chinese
    # of a refusal by facts: the condition that no fact meets, and the nearest fact
    grounds: tuple[Message, ...] = ()
    confidence: float = 0.0  # probability in [0, 1] that the answer is right
    retrieval: Retrieval | None = None
    notices: tuple[Message, ...] = ()  # how it was understood; which report it is from
    suggestions: tuple[str, ...] = ()  # nearby questions that can be answered
    generated: bool = False  # True if a language model worded the text
    unsupported: tuple[tuple[int, int], ...] = ()  # spans of a generated text without support
    guidance: str = ""  # kind of input (`qa.gate.kinds`) that was no question to reports
    seconds: float = 0.0

    @property
    def scope(self) -> Scope:
        """The scope of the question; empty if nothing was searched."""
        return self.retrieval.scope if self.retrieval is not None else Scope()


class Stage(StrEnum):
    """A stage of answering."""

    SEARCHING = "searching"
    PASSAGES = "passages"
    SERIES = "series"  # one indicator is asked for each of several years or regions
    ANSWERING = "answering"
    SUGGESTING = "suggesting"  # it is answered; the questions to go on with are being asked
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of `Assistant.stream`; the last has stage DONE and the whole answer."""

    stage: Stage
    reports: int = 0  # number of reports searched
    parts: int = 0  # years or regions of a series, each asked separately
    retrieval: Retrieval | None = None
    text: str = ""  # so far
    found: Answer | None = None  # the whole answer but for its suggestions, at SUGGESTING
    answer: Answer | None = None

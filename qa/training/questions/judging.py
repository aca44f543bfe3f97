"""Questions answered without a threshold and judged, on which the confidence is fitted.

Every written question is asked unchanged, and with the paragraphs that answer it withheld; some
with the year, region, place or indicator changed; and questions for other figures of the reports'
subjects, and about other topics. All are answered with the encoder and the evidence models of the
question's fold, which have not seen it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from embeddings.training.sources import pairs_of, shared_directory
from qa.answer.confidence import confidence_features, refusal_reason
from qa.answer.drafts.passage_draft import PassageDraft
from qa.answer.extractive import Answerer
from qa.records import Reason
from qa.retrieval.retriever import Retriever
from qa.training.questions.changed_questions import (
    changed_indicators,
    changed_places,
    changed_regions,
    changed_years,
)
from qa.training.questions.foreign_questions import other_figures, unrelated
from qa.training.questions.unanswerable import Unanswerable
from qa.training.questions.withheld import WithheldIndex, answering_paragraphs
from qa.training.questions.written_questions import WrittenQuestion

__all__ = ["Judged", "changed", "judged", "judged_changed", "judged_withheld"]

_READ = 16  # passages, as the assistant reads
_MADE = 30  # unanswerable questions of each change
_READING = "cmrc2018_train"  # of the training pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An answered question: its features, whether it is right, and the reason if refused."""

    features: tuple[float, ...]
    right: bool
    answerable: bool
    fold: int  # -1 for a test set
    reason: Reason  # that a refusal would give
    made: str = ""  # how an unanswerable question was made: withheld, year, region, place, …
    expected: Reason | None = None  # of an unanswerable question
    reading: tuple[float, ...] = ()  # what the reader says, where there is one


def judged(
    question: WrittenQuestion,
    retriever: Retriever,
    answerer: Answerer,
    *,
    fold: int,
    years: Sequence[int] | None = None,
    answerable: bool = True,
    made: str = "",
    expected: Reason | None = None,
) -> Judged:
    """Return `question` answered and judged; `years` asks of those reports alone."""
    retrieval = retriever.retrieve(question.text, k=_READ, history=question.history, years=years)
    draft = answerer.draft(retrieval)
    return Judged(
        features=confidence_features(draft, retrieval),
        right=answerable and _is_right(question, draft),
        answerable=answerable,
        fold=fold,
        reason=refusal_reason(draft, retrieval),
        made=made,
        expected=expected,
        reading=draft.evidence.reading if draft.evidence is not None else (),
    )


def judged_withheld(
    question: WrittenQuestion,
    retriever: Retriever,
    answerer: Answerer,
    *,
    fold: int,
    years: Sequence[int] | None = None,
) -> Judged:
    """Return `question` judged with its answering paragraphs withheld."""
    index = retriever.index
    kept_back = WithheldIndex(index, answering_paragraphs(question, index))
    return judged(
        question,
        Retriever(kept_back),  # type: ignore[arg-type]  # it is searched, never changed
        answerer,
        fold=fold,
        years=years,
        answerable=False,
        made="withheld",
        expected=Reason.NO_FIGURE,
    )


def changed(questions: Sequence[WrittenQuestion], retriever: Retriever) -> list[Unanswerable]:
    """Return unanswerable questions made of `questions`, each checked to be absent."""
    return [
        *changed_years(questions, retriever, _MADE),
        *changed_regions(questions, retriever, _MADE),
        *changed_places(questions, retriever, _MADE),
        *changed_indicators(questions, retriever, _MADE),
        *other_figures(retriever, _MADE, seed=len(questions)),
        *unrelated(_reading_questions(), retriever, _MADE),
    ]


@cache
def _reading_questions() -> tuple[str, ...]:
    """Return questions about encyclopedia articles."""
    return tuple(pair.query for pair in pairs_of(shared_directory() / "data" / "train", _READING))


def judged_changed(
    questions: Sequence[WrittenQuestion], retriever: Retriever, answerer: Answerer, *, fold: int
) -> Iterator[Judged]:
    """Yield unanswerable questions made of `questions`, judged."""
    for made in changed(questions, retriever):
        question = WrittenQuestion(
            id=f"made-of-{made.source}",
            type="unanswerable",
            text=made.question,
            answers=(),
            reports=(),
            quotes=(),
            answerable=False,
        )
        yield judged(
            question,
            retriever,
            answerer,
            fold=fold,
            answerable=False,
            made=made.change,
            expected=made.reason,
        )


def _is_right(question: WrittenQuestion, draft: PassageDraft) -> bool:
    return bool(question.answers) and question.parts_in(draft.text) >= question.parts_needed

"""An index that keeps some paragraphs back, so that a question's answer is not in it."""

from collections.abc import Collection, Mapping, Sequence

from embeddings.encoders.encoder import Encoder
from embeddings.index.passage_index import Candidate, IndexQuery, PassageIndex
from embeddings.records import Report
from qa.evaluation.matching.normalisation import contains_form
from qa.training.evidence_examples import proof_spans
from qa.training.questions.written_questions import WrittenQuestion

__all__ = ["WithheldIndex", "answering_paragraphs"]


class WithheldIndex:
    """Searches `index` as if it did not hold `paragraphs` (report_id, number)."""

    def __init__(self, index: PassageIndex, paragraphs: Collection[tuple[str, int]]) -> None:
        self._index = index
        self._paragraphs = frozenset(paragraphs)

    @property
    def reports(self) -> Mapping[str, Report]:
        """The reports by report_id, whole."""
        return self._index.reports

    @property
    def encoder(self) -> Encoder:
        """What its vectors were made with."""
        return self._index.encoder

    def search(self, query: IndexQuery) -> Sequence[Candidate]:
        """Return what `index` finds, less the paragraphs kept back."""
        return [
            one
            for one in self._index.search(query)
            if (one.report_id, one.paragraph) not in self._paragraphs
        ]


def answering_paragraphs(
    question: WrittenQuestion, index: PassageIndex
) -> frozenset[tuple[str, int]]:
    """Return the paragraphs that hold a proof of `question`, or all parts of its answer."""
    proofs = proof_spans(question, index)
    found = set()
    for report in index.reports.values():
        for paragraph in report.paragraphs:
            place = (report.report_id, paragraph.number)
            if any(
                report_id == report.report_id and start < paragraph.end and end > paragraph.start
                for report_id, start, end in proofs
            ):
                found.add(place)
                continue
            text = report.text[paragraph.start : paragraph.end]
            if _holds_answer(text, question):
                found.add(place)
    return frozenset(found)


def _holds_answer(text: str, question: WrittenQuestion) -> bool:
    """Whether every part of the answer stands in `text`."""
    return bool(question.answers) and all(
        any(form in text for form in forms) and any(contains_form(text, form) for form in forms)
        for forms in question.answers
    )

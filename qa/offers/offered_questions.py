"""The questions offered: those that are answered, for each is asked beforehand."""

from collections.abc import Callable, Iterable, Sequence

from embeddings.lazy_regex import lazy_regex
from embeddings.text.bounded_cache import BoundedCache
from embeddings.text.folding import fold
from qa.answer.refusals.suggestions import alike
from qa.answer.retrieval_answerer import RetrievalAnswerer
from qa.gate.guidance import guided, outline_question
from qa.gate.kinds import InputKind
from qa.offers.next_questions import NextQuestion, next_questions
from qa.question.question import find_regions
from qa.records import Answer, Turn
from qa.retrieval.retriever import Retriever
from qa.snapshot import Snapshot

__all__ = ["OfferedQuestions", "SureQuestions"]

_OFFERED = 3
_REMEMBERED = 4_096  # candidates
_YEAR = lazy_regex(r"(?:19|20)\d\d")


class SureQuestions(BoundedCache[tuple[NextQuestion, int, tuple[float | None, bool]], bool]):
    """Whether candidates are answered confidently, by k and by whom; many answers share them."""


class OfferedQuestions:
    """Asks candidates, and offers those that are answered.

    Args:
        retriever: where passages come from.
        answerer: who answers.
        kind: the kind of an input after some turns.
        passages_read: how many passages an answer is made from at least.
    """

    def __init__(
        self,
        retriever: Retriever,
        answerer: RetrievalAnswerer,
        kind: Callable[[str, Sequence[Turn]], InputKind],
        *,
        passages_read: int,
    ) -> None:
        self._retriever = retriever
        self._answerer = answerer
        self._kind = kind
        self._passages_read = passages_read

    def after(self, answer: Answer, snapshot: Snapshot, k: int) -> tuple[str, ...]:
        """Return up to three questions to go on with; `k` is how many passages come with each."""
        found, by = answer.retrieval, self._answerer.judged_by
        known = snapshot.derived(SureQuestions, lambda: SureQuestions(_REMEMBERED))
        return _offered(
            map(NextQuestion, answer.suggestions)
            if found is None
            else next_questions(answer, found, snapshot.reports),
            "" if found is None else found.rewritten,
            lambda one: known.get((one, k, by), lambda key: self.is_sure(one, snapshot, k)),
        )

    def is_sure(self, candidate: NextQuestion, snapshot: Snapshot, k: int) -> bool:
        """Whether a question is answered with confidence if it is asked by itself."""
        question = candidate.question
        kind = self._kind(question, ())
        if kind is InputKind.OUTLINE:
            question = outline_question(question)
        elif guided(kind, question, question, snapshot) is not None:
            return False
        if candidate.of_facts:
            understood = self._retriever.understand(question, snapshot)
            placed = understood.origin()[0].regions or len(snapshot.every.regions) == 1
            if placed:  # else passages tell the place that is meant
                return self._answerer.is_sure(understood, k, of_facts=True)
        found = self._retriever.retrieve(question, k=max(k, self._passages_read), snapshot=snapshot)
        return self._answerer.is_sure(found, k, of_facts=candidate.of_facts)


def _offered(
    candidates: Iterable[NextQuestion], asked: str, sure: Callable[[NextQuestion], bool]
) -> tuple[str, ...]:
    """Return the first three distinct `candidates` that `sure` reports as answered.

    The same question with another year or place differs from the one that was `asked`.
    """
    found: list[str] = []
    for candidate in candidates:
        question = candidate.question
        variant = _scope_of(question) != _scope_of(asked)
        known = found if variant else [asked, *found]
        if not any(alike(question, other) for other in known) and sure(candidate):
            found.append(question)
        if len(found) == _OFFERED:
            break
    return tuple(found)


def _scope_of(question: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the years and places that a question names."""
    text = fold(question)
    places = frozenset(region.name for region in find_regions(text))
    return frozenset(_YEAR.findall(text)), places

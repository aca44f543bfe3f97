"""Example questions, each asked of the index and answered as its ability requires."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from embeddings.errors import InputError
from qa.answer.refusals.suggestions import alike
from qa.assistant import Assistant
from qa.examples.abilities import Ability, Example
from qa.examples.candidates import (
    outline_candidates,
    place_candidates,
    target_candidates,
    trend_candidates,
    wording_candidates,
)
from qa.examples.figure_examples import figure_candidates
from qa.records import Answer

__all__ = ["example_questions"]

_MOST = 6  # examples in all
_TRIED = 6  # maximum candidates asked per ability
_FIGURES_TRIED = 40
_SURE = 0.5  # probability of being right from which an example is shown
_FEWEST = 3  # values of a table


def example_questions(
    assistant: Assistant, *, stopping: Callable[[], bool] = bool
) -> Iterator[Example]:
    """Yield one question for each ability that this index has, then more figures, six in all.

    Each was asked beforehand and is answered in the form of its ability. No further candidate is
    asked once `stopping` returns True.
    """
    snapshot = assistant.retriever.snapshot()
    asker = _Asker(assistant, stopping)
    figures = _figures(asker)
    first = next(figures, None)
    found = [first] if first is not None else []
    yield from found
    makers = {
        Ability.TARGET: target_candidates,
        Ability.TREND: trend_candidates,
        Ability.PLACES: place_candidates,
        Ability.WORDING: wording_candidates,
        Ability.OUTLINE: outline_candidates,
    }
    for ability, candidates in makers.items():
        asked = asker.answered(islice(candidates(snapshot), _TRIED), _KEEPS[ability])
        question = next(asked, None)
        if question is not None:
            found.append(Example(ability=ability, question=question))
            yield found[-1]
    yield from islice(figures, max(0, _MOST - len(found)))


def _figures(asker: "_Asker") -> Iterator[Example]:
    """Yield questions for figures in different wordings."""
    found: list[str] = []
    candidates = islice(figure_candidates(asker.assistant.reports), _FIGURES_TRIED)
    unlike = (q for q in candidates if not any(alike(q, other) for other in found))
    # a quote may well answer what states nothing: 具体要把握以下多少方？
    stated = filter(asker.assistant.states, unlike)
    for question in asker.answered(stated, _is_cited):
        found.append(question)
        yield Example(ability=Ability.FIGURE, question=question)


class _Asker:
    """Asks candidates until `stopping` returns True."""

    def __init__(self, assistant: Assistant, stopping: Callable[[], bool]) -> None:
        self.assistant = assistant
        self._stopping = stopping

    def answered(self, candidates: Iterable[str], keeps: Callable[[Answer], bool]) -> Iterator[str]:
        """Yield the candidates whose answers are confident and accepted by `keeps`."""
        for question in candidates:
            if self._stopping():
                return
            try:
                answer = self._answer(question)
            except InputError:
                continue
            if (
                answer is not None
                and not answer.refused
                and answer.confidence >= _SURE
                and keeps(answer)
            ):
                yield question

    def _answer(self, question: str) -> Answer | None:
        """Return the answer without the questions to go on with, which cost as much as several."""
        steps = self.assistant.stream(question)
        return next((found for step in steps if (found := step.found or step.answer)), None)


def _is_cited(answer: Answer) -> bool:
    return bool(answer.citations)


def _is_verdict(answer: Answer) -> bool:
    """Whether an answer has a target and its result, from two reports."""
    return len({citation.report_id for citation in answer.citations}) > 1


def _is_series(over: str) -> Callable[[Answer], bool]:
    def keeps(answer: Answer) -> bool:
        table = answer.table
        return table is not None and table.over == over and table.stated >= _FEWEST

    return keeps


def _is_outline(answer: Answer) -> bool:
    return len(answer.citations) > 1


_KEEPS: dict[Ability, Callable[[Answer], bool]] = {
    Ability.TARGET: _is_verdict,
    Ability.TREND: _is_series("years"),
    Ability.PLACES: _is_series("places"),
    Ability.WORDING: _is_cited,
    Ability.OUTLINE: _is_outline,
}

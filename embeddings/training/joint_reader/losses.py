"""What the reader is fitted to: one choice among a question's units, and tokens of the right ones.

The choice is listwise, with one more alternative: that none answers.
"""

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from embeddings.training.joint_reader.examples import ReadUnit
from embeddings.training.joint_reader.lower_states import Offsets, unit_lead

__all__ = ["choice_loss", "token_losses"]

_BEGINS, _ENDS, _WITHIN = range(3)  # columns of `Reading.tokens`


def choice_loss(relevance: Tensor, nothing: Tensor, right: Sequence[bool]) -> Tensor:
    """Return the negative log-likelihood of the right units (n,) of one question, or of none."""
    logits = torch.cat([relevance, nothing.mean()[None]])
    wanted = torch.tensor([*right, not any(right)])
    return logits.logsumexp(0) - logits[wanted].logsumexp(0)


def token_losses(
    tokens: Tensor, unit: ReadUnit, first: int, offsets: Offsets
) -> tuple[list[Tensor], list[Tensor]]:
    """Return the losses of answers' bounds, and of the evidence, in a right unit.

    Args:
        tokens: of the pair, (tokens, 3).
        unit: whose spans are wanted.
        first: place of its first token.
        offsets: of its tokens, in `unit_text`.
    """
    lead = unit_lead(unit)
    places = [
        place for place, (start, end) in enumerate(offsets) if start >= lead - 1 and end > lead
    ]
    spans = [(max(0, offsets[place][0] - lead), offsets[place][1] - lead) for place in places]
    own = tokens[[first + place for place in places]]
    bounds = []
    for column, wanted in (
        (_BEGINS, _tokens_at(spans, [start for start, _ in unit.answers])),
        (_ENDS, _tokens_at(spans, [end - 1 for _, end in unit.answers])),
    ):
        if wanted:
            bounds.append(-own[:, column].log_softmax(0)[wanted].mean())
    within = [
        float(any(start < high and end > low for low, high in unit.quotes)) for start, end in spans
    ]
    evidence = []
    if any(within):
        labels = torch.tensor(within)
        evidence.append(functional.binary_cross_entropy_with_logits(own[:, _WITHIN], labels))
    return bounds, evidence


def _tokens_at(spans: Sequence[tuple[int, int]], places: Sequence[int]) -> list[int]:
    """Return the numbers of the tokens that hold the characters at `places`."""

    def found() -> Iterator[int]:
        for place in places:
            for number, (start, end) in enumerate(spans):
                if start <= place < end:
                    yield number

    return sorted(set(found()))

"""Channels whose activations are too large for eight bits beside the others.

Pretrained transformers have a few channels of values ten times those of all others ("LLM.int8()",
Dettmers et al. 2022). One scale for all of a layer's inputs then leaves the others a tenth of the
levels. Those channels are multiplied in full precision (`graph`), the rest in eight bits.
"""

from collections.abc import Sequence
from typing import Any

import torch

from embeddings.training.sentence.network import SentenceNetwork

__all__ = ["Outliers", "find_outliers"]

Outliers = dict[tuple[int, str], list[int]]  # layer, matrix → channels of its input

_LARGE = 6.0  # Dettmers et al. (2022), section 3.2
_SPLIT = ("intermediate.dense", "output.dense")  # of attention, no input is much larger than others


def find_outliers(network: SentenceNetwork, texts: Sequence[str]) -> Outliers:
    """Return the channels that exceed `_LARGE` anywhere in `texts`, which carry their prompts."""
    largest: dict[tuple[int, str], torch.Tensor] = {}
    handles = []
    for number, layer in enumerate(network.body.eval().encoder.layer):
        parts = dict(layer.named_modules())
        for matrix in _SPLIT:
            place = (number, matrix)

            def note(_: Any, inputs: Any, place: tuple[int, str] = place) -> None:
                found = inputs[0].float().abs().amax((0, 1))
                largest[place] = torch.maximum(largest.get(place, found), found)

            handles.append(parts[matrix].register_forward_pre_hook(note))
    with torch.inference_mode():
        for text in texts:
            network.encode([text], longest=256)
    for handle in handles:
        handle.remove()
    return {
        place: channels
        for place, found in largest.items()
        if (channels := torch.nonzero(found > _LARGE).flatten().tolist())
    }

"""Hidden states below the trained layers, computed once for every text.

With the lower layers frozen, a text's states below the trained ones never change: kept in half
precision, they serve every epoch and every fold, and a step costs a third of a full one on a CPU.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from embeddings.training.sentence.network import SentenceNetwork

__all__ = ["FrozenStates", "UpperLayers"]

_TEXTS_AT_ONCE = 32


class FrozenStates:
    """The states of many texts, one after the other in one array (tokens, width)."""

    def __init__(
        self, texts: Sequence[str], states: npt.NDArray[np.float16], bounds: npt.NDArray[np.int64]
    ) -> None:
        self._rows = {text: row for row, text in enumerate(texts)}
        self._states = states
        self._bounds = bounds

    @classmethod
    def compute(
        cls, network: SentenceNetwork, texts: Sequence[str], *, frozen: int, longest: int
    ) -> "FrozenStates":
        """Return the output of layer `frozen` (1-based) for each distinct text."""
        order = sorted(set(texts), key=len)
        parts: list[npt.NDArray[np.float16]] = []
        lengths: list[int] = []
        body = network.body.eval()
        layers = body.encoder.layer
        body.encoder.layer = layers[:frozen]
        with torch.inference_mode():
            for first in range(0, len(order), _TEXTS_AT_ONCE):
                encoded = network.tokens(order[first : first + _TEXTS_AT_ONCE], longest=longest)
                states = body(**encoded).last_hidden_state.numpy().astype(np.float16)
                for row, length in enumerate(encoded["attention_mask"].sum(1).tolist()):
                    parts.append(states[row, :length])
                    lengths.append(length)
        body.encoder.layer = layers
        bounds = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        return cls(order, np.concatenate(parts), bounds)

    @classmethod
    def load(cls, path: Path) -> "FrozenStates":
        """Return the states that `save` wrote."""
        with np.load(path) as kept:
            return cls(kept["texts"].tolist(), kept["states"], kept["bounds"])

    def save(self, path: Path) -> None:
        """Write texts, states and bounds."""
        np.savez(path, texts=np.array(list(self._rows)), states=self._states, bounds=self._bounds)

    def batch(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Return states (texts, tokens, width), padded with zeros, and their mask."""
        rows = [self._rows[text] for text in texts]
        lengths = [int(self._bounds[row + 1] - self._bounds[row]) for row in rows]
        states = torch.zeros(len(rows), max(lengths), self._states.shape[1])
        mask = torch.zeros(len(rows), max(lengths))
        for place, (row, length) in enumerate(zip(rows, lengths, strict=True)):
            first = self._bounds[row]
            states[place, :length] = torch.from_numpy(
                self._states[first : first + length].astype(np.float32)
            )
            mask[place, :length] = 1
        return states, mask


class UpperLayers(torch.nn.Module):
    """The trained layers of a network: states from below → unit vectors."""

    def __init__(self, network: SentenceNetwork, *, frozen: int) -> None:
        super().__init__()
        self.layers = network.body.encoder.layer[frozen:]
        for module in self.layers.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0  # too few epochs to need it
            for parameter in module.parameters(recurse=False):
                parameter.requires_grad_(True)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return unit vectors (texts, width) of padded states and their mask."""
        extended = ((1 - mask) * torch.finfo(states.dtype).min)[:, None, None, :]
        for layer in self.layers:
            output = layer(states, extended)
            states = output[0] if isinstance(output, tuple) else output
        pooled = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return functional.normalize(pooled, dim=1)

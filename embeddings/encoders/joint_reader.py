"""A reader of question and sentence together, in ONNX: how likely one answers the other, and where.

The six lower layers of the sentence encoder read each text by itself (`lower.onnx`), six upper
ones read both together (`reader.onnx`); what the lower ones make of a sentence serves every
question and is kept ("DeFormer", Cao et al. 2020). Both files lie beside the encoder's own and
share its weights. `python -m embeddings.training.joint_reader` makes them.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoders.onnx import (
    SENTENCE_MODEL,
    open_session,
    prompts_and_tokenizer,
    usable_cores,
)
from embeddings.encoders.reading_units import ReadingUnit
from embeddings.text.bounded_cache import BoundedCache

__all__ = ["JointReader", "UnitReading"]

States = npt.NDArray[np.float32]
Logits = npt.NDArray[np.float64]

_TOKENS_MOST = 160  # of a text
_KEPT = 12 << 20  # bytes of states: some 200 sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReading:
    """What the reader says of a question and one unit; scores are logits."""

    relevance: float  # that the unit answers
    nothing: float  # that no unit answers
    spans: npt.NDArray[np.int64]  # (tokens, 2), in the unit's text
    tokens: Logits  # (tokens, 3): begins an answer, ends one, lies in the evidence

    @property
    def bounds(self) -> Logits:
        """Log probabilities (tokens, 2): the unit's answer begins with the token, ends with it."""
        own = self.tokens[:, :2]
        shares: Logits = own - np.logaddexp.reduce(own, axis=0)
        return shares


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A text under the lower layers."""

    states: States  # (tokens, width)
    offsets: npt.NDArray[np.int64]  # (tokens, 2), in the text


class JointReader:
    """Reads a question and units together; thread-safe.

    Each pair is run by itself, so that what is said of it depends on the pair alone; several are
    run at once, for one run is too short to be shared among cores.
    """

    def __init__(
        self, folder: Path = SENTENCE_MODEL, *, threads: int | None = None, kept: int = _KEPT
    ) -> None:
        """Load both files; `kept` bytes of states are cached.

        Args:
            folder: of the sentence encoder.
            threads: pairs run at once, by default one per usable core.
            kept: bytes of what is kept of the sentences read last.

        Raises:
            EncoderError: if the folder holds no such models.
        """
        self._lower = open_session(folder / "onnx" / "lower.onnx", 1)
        self._upper = open_session(folder / "onnx" / "reader.onnx", 1)
        self._pool = ThreadPoolExecutor(threads or usable_cores(), "joint-reader")
        self._prompts, self._tokenizer = prompts_and_tokenizer(folder, _TOKENS_MOST)
        self._kept = BoundedCache[str, _Read](kept, size=_bytes_of)

    def read(self, question: str, units: Sequence[ReadingUnit]) -> list[UnitReading]:
        """Return what is said of each unit; the question is self-contained."""
        return list(self.begin(question, units))

    def begin(self, question: str, units: Sequence[ReadingUnit]) -> Iterator[UnitReading]:
        """Begin to read and return at once; what `read` returns is waited for one by one."""
        if not units:
            return iter(())
        read = partial(self._of_pair, self._read(self._prompts["query"] + question))
        try:
            return self._pool.map(read, units)
        except RuntimeError:  # Python is ending, and its pools take no more work
            return map(read, units)

    def _of_pair(self, asked: _Read, unit: ReadingUnit) -> UnitReading:
        read = self._read(self._prompts["document"] + unit.given)
        states = np.concatenate([asked.states, read.states])[np.newaxis]
        question = np.zeros(states.shape[:2], np.float32)
        question[:, : len(asked.states)] = 1
        relevance, nothing, tokens = self._upper.run(
            None, {"states": states, "question": question, "unit": 1 - question}
        )
        lead = len(self._prompts["document"]) + unit.lead
        own = np.flatnonzero((read.offsets[:, 0] >= lead - 1) & (read.offsets[:, 1] > lead))
        return UnitReading(
            relevance=float(relevance[0]),
            nothing=float(nothing[0]),
            spans=np.maximum(read.offsets[own] - lead, 0),
            tokens=tokens[0, len(asked.states) + own].astype(np.float64),
        )

    def _read(self, text: str) -> _Read:
        return self._kept.get(text, self._computed)

    def _computed(self, text: str) -> _Read:
        encoded = self._tokenizer.encode(text)
        ids = np.array([encoded.ids], np.int64)
        (states,) = self._lower.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return _Read(states=states[0], offsets=np.array(encoded.offsets, np.int64).reshape(-1, 2))


def _bytes_of(read: _Read) -> int:
    return read.states.nbytes + read.offsets.nbytes

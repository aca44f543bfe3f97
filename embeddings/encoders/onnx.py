"""A sentence encoder in ONNX, run by onnxruntime and tokenizers: a transformer without torch."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.encoders.weights import revision_of
from embeddings.errors import EncoderError

__all__ = [
    "SENTENCE_MODEL",
    "SENTENCE_NAME",
    "OnnxEncoder",
    "open_session",
    "prompts_and_tokenizer",
    "usable_cores",
]

Vectors = npt.NDArray[np.float32]

SENTENCE_NAME = "govreport-sentence"
SENTENCE_MODEL = Path(__file__).with_name("sentence_model")


class OnnxEncoder:
    """A sentence-transformers folder with `onnx/model.onnx`, mean pooling and unit length.

    The same folder opens as `SentenceTransformer(folder, backend="onnx")` and gives the same
    vectors. Prompts and the maximum length are read from its files. Texts are run one by one, so
    that a text's vector depends on the text alone: activations are quantised per batch, and vectors
    would otherwise depend on the other texts. It takes no longer.
    """

    def __init__(
        self,
        folder: Path = SENTENCE_MODEL,
        *,
        name: str = SENTENCE_NAME,
        threads: int | None = None,
    ) -> None:
        """Load the model; `threads` per call are by default one per usable core.

        Raises:
            EncoderError: if the folder holds no such model.
        """
        weights = folder / "onnx" / "model.onnx"
        try:
            self.dimension = int(_json(folder / "config.json")["hidden_size"])
            longest = int(_json(folder / "sentence_bert_config.json")["max_seq_length"])
            self.revision = revision_of(folder)
        except Exception as err:
            raise EncoderError("model_unreadable", path=weights, reason=err) from err
        self._session = open_session(weights, threads)
        self._prompts, self._tokenizer = prompts_and_tokenizer(folder, longest)
        self.name = name

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of shape (len(texts), dimension), with the model's query prompt."""
        return self._vectors([self._prompts["query"] + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of shape (len(texts), dimension), with the model's document prompt."""
        return self._vectors([self._prompts["document"] + text for text in texts])

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            encoded = self._tokenizer.encode(text)
            ids = np.array([encoded.ids], np.int64)
            mask = np.ones_like(ids)
            (states,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
            mean = states[0].sum(axis=0)
            vectors[row] = mean / np.linalg.norm(mean)
        return vectors


def open_session(weights: Path, threads: int | None = None) -> Any:
    """Return an onnxruntime session; `threads` per call are by default one per usable core.

    Raises:
        EncoderError: if the file is missing or damaged.
    """
    # A quarter of a second to import, needed for these models only.
    import onnxruntime  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or usable_cores()
    # Spinning threads would occupy the cores between calls.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Its own memory would keep what the longest texts of the most threads took, and more for each
    # length: 40 MB of a server. The system's allocator gives it back.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    try:
        return onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"]
        )
    except Exception as err:  # onnxruntime raises plain Exception
        raise EncoderError("model_unreadable", path=weights, reason=err) from err


def prompts_and_tokenizer(folder: Path, longest: int) -> tuple[dict[str, str], Any]:
    """Return the prompts of a sentence-transformers folder, and its tokenizer.

    Args:
        folder: of the model.
        longest: tokens at which a text is cut.

    Raises:
        EncoderError: if a file is missing or damaged.
    """
    from tokenizers import Tokenizer  # noqa: PLC0415

    path = folder / "tokenizer.json"
    try:
        settings = _json(folder / "config_sentence_transformers.json")
        tokenizer = Tokenizer.from_file(str(path))
        prompts = {name: str(settings["prompts"][name]) for name in ("query", "document")}
    except Exception as err:  # tokenizers raises plain Exception
        raise EncoderError("model_unreadable", path=path, reason=err) from err
    tokenizer.enable_truncation(longest)
    return prompts, tokenizer


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def usable_cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # absent on Windows and macOS
    return len(affinity(0)) if affinity else os.cpu_count() or 1

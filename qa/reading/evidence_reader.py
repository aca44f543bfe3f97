"""The windows of the evidence in a new order, once a model has read the likeliest sentences.

The weights are fitted by `python -m qa.training.reading fit` on questions that the reader has not
seen, and stored in `data/models/reading.json`.
"""

import json
import math
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import FAST
from embeddings.encoders.joint_reader import JointReader, UnitReading
from embeddings.errors import EncoderError
from embeddings.records import Report
from qa.evidence.evidence import Evidence, ReadTokens
from qa.reading.features import (
    CHOICE_FEATURES,
    READING_FEATURES,
    choice_features,
    reading_features,
)
from qa.reading.units import PlacedUnit, likeliest_units

__all__ = [
    "CONFIDENCE_SIGNALS",
    "MODEL_FILE",
    "UNITS_READ",
    "EvidenceReader",
    "load_evidence_reader",
    "load_joint_reader",
    "preload_reader",
    "read_table",
    "reads_evidence",
]

MODEL_FILE = Path(__file__).parents[1] / "data" / "models" / "reading.json"
_LOADING = threading.Lock()
CONFIDENCE_SIGNALS = ("base", *READING_FEATURES)  # base: the log odds before any reading
UNITS_READ = 6  # of a question: each costs nine thousandths of a second of one core


class EvidenceReader:
    """Reads the likeliest sentences together with the question, and orders the windows anew."""

    def __init__(self, reader: Callable[[], JointReader], weights: Sequence[float]) -> None:
        """Use what `reader` returns, called when needed, and weights over `CHOICE_FEATURES`."""
        self._reader = reader
        self._weights = np.array(weights)

    def read(self, evidence: Evidence, question: str, reports: Mapping[str, Report]) -> Evidence:
        """Return the evidence with its windows in their new order, best first.

        Args:
            evidence: the scored windows.
            question: self-contained.
            reports: of the passages, by id.
        """
        return self.begin(evidence, question, reports)()

    def begin(
        self, evidence: Evidence, question: str, reports: Mapping[str, Report]
    ) -> Callable[[], Evidence]:
        """Begin to read; what is returned waits for it, and returns what `read` does."""
        units = likeliest_units(evidence, reports, UNITS_READ)
        if not units:
            return lambda: evidence
        begun = self._reader().begin(question, [one.unit for one in units])
        return lambda: self._ordered(evidence, units, list(begun))

    def _ordered(
        self, evidence: Evidence, units: Sequence[PlacedUnit], readings: Sequence[UnitReading]
    ) -> Evidence:
        rows = choice_features(evidence.windows, evidence.probabilities, units, readings)
        # no matrix product: its last bits depend on threads and on where the numbers lie
        sums = [math.fsum(row) for row in (rows * self._weights).tolist()]
        order: npt.NDArray[np.int64] = np.argsort(-np.array(sums), kind="stable")
        return replace(
            evidence,
            windows=tuple(evidence.windows[place] for place in order),
            probabilities=tuple(evidence.probabilities[place] for place in order),
            features=evidence.features[order],
            reading=reading_features(rows[order[0]], readings),
            tokens=tuple(
                ReadTokens(
                    report_id=unit.report_id,
                    spans=reading.spans + unit.start,
                    logits=reading.relevance + reading.bounds,
                )
                for unit, reading in zip(units, readings, strict=True)
            ),
        )


@cache
def read_table() -> dict[str, Any]:
    """Return the fitted weights of choice and confidence.

    Raises:
        ValueError: if they were fitted on other features than this version computes.
    """
    table: dict[str, Any] = json.loads(MODEL_FILE.read_text(encoding="utf-8"))
    choice, confidence = table["choice"]["signals"], table["confidence"]["signals"]
    if choice != list(CHOICE_FEATURES) or confidence != list(CONFIDENCE_SIGNALS):
        raise ValueError("fitted on other features; run python -m qa.training.reading fit")
    return table


def load_joint_reader() -> JointReader:
    """Return the bundled joint reader, loaded once.

    Raises:
        EncoderError: if its files are damaged.
    """
    with _LOADING:
        return _joint_reader()


@cache
def _joint_reader() -> JointReader:
    return JointReader()


def preload_reader() -> None:
    """Begin to load the joint reader beside what else is opened; errors come when it reads."""

    def load() -> None:
        with suppress(EncoderError):
            load_joint_reader()

    # waited for at the end: onnxruntime aborts a process that ends while it makes its threads
    threading.Thread(target=load, name="joint-reader-loading").start()


@cache
def load_evidence_reader() -> EvidenceReader:
    """Return the bundled reader; its files are loaded when it first reads."""
    return EvidenceReader(load_joint_reader, read_table()["choice"]["weights"])


def reads_evidence(encoder: str | None) -> bool:
    """Return whether evidence is read for the option `--encoder`: unless it is `fast`."""
    return encoder != FAST

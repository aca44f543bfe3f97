"""`scores.json`: the scores of a run as a file, written and read back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from embeddings.errors import InputError
from embeddings.text.json_text import parse_json
from qa.evaluation.metrics.calibration import Calibration, ReliabilityBin
from qa.evaluation.metrics.scores import (
    METRICS,
    Latency,
    Measured,
    QuestionScores,
    Scores,
    measured_metrics,
)

__all__ = ["SCORES_FILE", "read_scores", "scores_fields", "write_scores"]

SCORES_FILE = "scores.json"


def scores_fields(scores: Scores) -> dict[str, Any]:
    """Return the JSON object of `scores.json`: every metric at the top, then the details."""
    return {
        **{name: _rounded(scores[name]) for name in METRICS},
        "questions": scores.questions,
        "test_set": scores.test_set,
        "test_set_sha256": scores.test_set_sha256,
        "intervals": _interval_fields(scores.overall),
        "by_type": {
            name: {
                "questions": sum(question.type == name for question in scores.per_question),
                **{metric: _rounded(m.value) for metric, m in measured.items()},
                "intervals": _interval_fields(measured),
            }
            for name, measured in scores.by_type.items()
        },
        "calibration": asdict(scores.calibration),
        "seconds": asdict(scores.seconds),
        "seed": scores.seed,
        "per_question": [
            {
                "id": question.id,
                "type": question.type,
                "refused": question.refused,
                "confidence": question.confidence,
                "seconds": question.seconds,
                "parts": {metric: list(pair) for metric, pair in question.parts.items()},
            }
            for question in scores.per_question
        ],
    }


def write_scores(scores: Scores, path: Path) -> None:
    """Write `scores.json`."""
    text = json.dumps(scores_fields(scores), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read_scores(run: str | Path) -> Scores:
    """Return the scores of a run directory, from its `scores.json`.

    Raises:
        InputError: if there is none, or it has another form.
    """
    path = Path(run) / SCORES_FILE if Path(run).is_dir() else Path(run)
    if not path.is_file():
        raise InputError("run_missing", path=path, run=run)
    try:
        fields = parse_json(path.read_text(encoding="utf-8"))
        scored = [
            QuestionScores(
                id=entry["id"],
                type=entry["type"],
                parts={name: (pair[0], pair[1]) for name, pair in entry["parts"].items()},
                refused=entry["refused"],
                confidence=entry["confidence"],
                seconds=entry["seconds"],
            )
            for entry in fields["per_question"]
        ]
        held = fields["calibration"]
        return Scores(
            test_set=fields["test_set"],
            test_set_sha256=fields["test_set_sha256"],
            questions=fields["questions"],
            overall=measured_metrics(scored),
            by_type={
                name: measured_metrics([s for s in scored if s.type == name])
                for name in fields["by_type"]
            },
            calibration=Calibration(
                **{**held, "bins": tuple(ReliabilityBin(**entry) for entry in held["bins"])}
            ),
            seconds=Latency(**fields["seconds"]),
            per_question=tuple(scored),
            seed=fields["seed"],
        )
    except (ValueError, KeyError, TypeError, IndexError) as err:
        raise InputError(
            "scores_malformed", path=path, reason=f"{type(err).__name__}: {err}"
        ) from err


def _interval_fields(measured: Mapping[str, Measured]) -> dict[str, list[float]]:
    return {
        name: [round(m.interval.low, 6), round(m.interval.high, 6)]
        for name, m in measured.items()
        if m.interval is not None
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)

"""Aspect classification: past results (修了多少) or planned targets (打算修多少).

A logistic model over the cues of `aspect_cues.json`; its weights are fitted by
`python -m qa.training.aspect` on questions whose evidence is in the report of the year asked about
(targets, measures) or in the next one (results).
"""

import json
import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold

__all__ = [
    "RESULTS",
    "TARGETS",
    "UNKNOWN",
    "Cue",
    "aspect_of",
    "load_cues",
    "mask_years",
    "result_probability",
    "without_denied",
]

RESULTS, TARGETS, UNKNOWN = "results", "targets", "unknown"
CUES_FILE = Path(__file__).parents[1] / "data" / "models" / "aspect_cues.json"
_DENIED = lazy_regex(r"(?:而?不是|不要|并非|而非)[^,，。?;；)]{4,}")  # …，不要2009年的实际数
_TARGETS_BELOW, _RESULTS_ABOVE = (
    0.25,
    0.7,
)  # thresholds at which nine in ten held-out questions are right


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A pattern over the folded question, years written as Ｙ, and its weight."""

    name: str
    pattern: re.Pattern[str]
    weight: float  # log odds; positive for results


@cache
def load_cues() -> tuple[float, tuple[Cue, ...]]:
    """Return the intercept and the cues."""
    table = json.loads(CUES_FILE.read_text(encoding="utf-8"))
    cues = tuple(
        Cue(name=row["name"], pattern=re.compile(row["pattern"]), weight=row["weight"])
        for row in table["cues"]
    )
    return table["intercept"], cues


def result_probability(question: str, years: tuple[tuple[int, int], ...] = ()) -> float:
    """Return the probability that `question` asks for results; `years` are its years' offsets."""
    intercept, cues = load_cues()
    masked = mask_years(question, years)
    score = intercept + sum(cue.weight for cue in cues if cue.pattern.search(masked))
    return 1 / (1 + math.exp(-score))


def aspect_of(probability: float) -> str:
    """Return results, targets or unknown for a `result_probability`."""
    if probability < _TARGETS_BELOW:
        return TARGETS
    return RESULTS if probability > _RESULTS_ABOVE else UNKNOWN


def mask_years(question: str, years: tuple[tuple[int, int], ...]) -> str:
    """Return the folded question with each year written as Ｙ, as the cues' patterns expect."""
    folded = without_denied(fold(question))
    for start, end in sorted(years, reverse=True):
        folded = folded[:start] + "Ｙ" + folded[end:]
    return folded


def without_denied(folded: str) -> str:
    """Return `folded`, of the same length, with excluded parts (不要…) blanked."""
    return _DENIED.sub(lambda match: "，" * len(match[0]), folded)

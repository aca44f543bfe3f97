"""Fits the similarity of statements: `python -m qa.training.alignment`.

Reads `benchmarks/labels/statement_pairs.jsonl`: sentences of 74 pairs of consecutive reports of the
State Council, provinces and cities, each with the likeliest sentence of the year before, labelled
in three readings (`benchmarks/labels/README.md`); unclear cases are left out. Fitted on the pairs
of reports that are not held out, measured on both parts and, in eight folds by report, on the part
that is fitted, by the labels and by those before the third reading; writes
`qa/data/models/alignment.json`. The reports are those of the shared directory (`GOVREPORT_SHARED`),
since where a statement is counts too.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from embeddings.encoders.encoder import load_encoder
from embeddings.parsing.reports import read_reports
from embeddings.training.local import extract_reports
from embeddings.training.sources import shared_directory
from qa.diff.records import DiffStatement
from qa.diff.similarity.likeness import FEATURES, MODEL_FILE, features_of, wordings_of
from qa.diff.similarity.places import apart
from qa.diff.similarity.wording import WORDING
from qa.diff.statements import statements_of
from qa.evaluation.metrics.two_kinds import two_kinds

__all__ = ["Example", "examples", "fit"]

LABELS = Path(__file__).parents[2] / "benchmarks" / "labels" / "statement_pairs.jsonl"
_FOLDS = 8
_NEVER = -20.0  # odds of a note and a statement, of which no model decides
Table = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]
Model = dict[str, float]
Example = Mapping[str, Any]  # a line of the labels


def fit(features: Table, same: Truth, names: Sequence[str]) -> Model:
    """Return the weights and the bias of a logistic model of aligned pairs.

    The penalty is on the weights of features of unit deviation; the weights returned are of the
    features as they are.
    """
    spread = features.std(axis=0)
    spread[spread == 0] = 1
    model = LogisticRegression(C=0.3).fit(features / spread, same)
    weights = model.coef_[0] / spread
    found = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
    return found | {"bias": round(float(model.intercept_[0]), 4)}


def examples() -> list[Example]:
    """Return the labelled pairs, those of one pair of reports together."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    return sorted(rows, key=_reports)


def main() -> None:
    """Fit, measure, write."""
    rows = examples()
    same = np.array([row["kind"] != "new" for row in rows])
    clear = np.array([row["kind"] != "unclear" for row in rows])
    held_out = np.array([row["held_out"] for row in rows])
    statements = _statements({title for row in rows for title in _reports(row)})
    encoder = load_encoder()
    pairs = []
    for (old, new), group in groupby(rows, key=_reports):
        before, after = statements[old], statements[new]
        places = [_place(row, before, after) for row in group]
        pairs.append((before, after, places, *wordings_of(before, after, encoder)))
    notes = np.concatenate([_each(apart(old, new), places) for old, new, places, _, _ in pairs])
    words = np.concatenate([_table(found, places, WORDING) for _, _, places, found, _ in pairs])
    taught = clear & ~held_out & ~notes
    wording = fit(words[taught], same[taught], WORDING)
    features = np.concatenate(
        [
            _table(features_of(old, new, vectors, found, wording), places, FEATURES)
            for old, new, places, found, vectors in pairs
        ]
    )
    statement = fit(features[taught], same[taught], FEATURES)
    odds = np.where(notes, _NEVER, _odds(statement, features))
    unseen = odds.copy()
    titles = np.array(["".join(_reports(row)) for row in rows])
    unseen[taught] = _odds_in_folds(features[taught], same[taught], titles[taught])
    measured = {
        labels: {
            "in_folds": _measured(rows, ~held_out, unseen, labels),
            "fitted": _measured(rows, ~held_out, odds, labels),
            "held_out": _measured(rows, held_out, odds, labels),
        }
        for labels in ("kind", "former")
    }
    table = {"wording": wording, "statements": statement, "measured": measured}
    MODEL_FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(measured, indent=1))


def _reports(row: Example) -> tuple[str, str]:
    return row["old_report"], row["new_report"]


def _statements(titles: set[str]) -> dict[str, tuple[DiffStatement, ...]]:
    """Return the statements of reports, by their titles."""
    reports = shared_directory() / "data" / "reports"
    found = {}
    with TemporaryDirectory() as folder:
        council = [path for path in (reports / "council").glob("*.txt") if path.stem in titles]
        local = extract_reports(reports / "local.tar.xz", titles, Path(folder))
        for path in (*council, *local):
            found[path.stem] = statements_of(read_reports(path)[0])
    return found


def _place(
    row: Example, before: Sequence[DiffStatement], after: Sequence[DiffStatement]
) -> tuple[int, int]:
    """Return the places of both statements; of several with the same text the first."""
    old, new = ([one.text for one in statements] for statements in (before, after))
    return old.index(row["old"]), new.index(row["new"])


def _each(values: npt.NDArray[Any], places: Sequence[tuple[int, int]]) -> npt.NDArray[Any]:
    return np.array([values[place] for place in places])


def _table(
    features: Mapping[str, npt.NDArray[np.float32]],
    places: Sequence[tuple[int, int]],
    names: Sequence[str],
) -> Table:
    return np.stack([_each(features[name], places) for name in names], axis=1).astype(np.float64)


def _odds(model: Model, features: Table) -> Table:
    weights = [weight for name, weight in model.items() if name != "bias"]
    return np.asarray(features @ np.array(weights) + model["bias"], dtype=np.float64)


def _odds_in_folds(features: Table, same: Truth, reports: npt.NDArray[np.str_]) -> Table:
    """Return the odds of each pair by a model that has not seen its reports."""
    odds = np.zeros(len(same))
    for seen, unseen in GroupKFold(_FOLDS).split(features, same, reports):
        odds[unseen] = _odds(fit(features[seen], same[seen], FEATURES), features[unseen])
    return odds


def _measured(rows: Sequence[Example], half: Truth, odds: Table, labels: str) -> dict[str, Any]:
    """Return how right the odds of one half are by one of its labels, without unclear ones."""
    told = [
        (odd <= 0, row[labels] == "new", "".join(_reports(row)))
        for row, counts, odd in zip(rows, half, odds, strict=True)
        if counts and row[labels] != "unclear"
    ]
    said, true, reports = zip(*told, strict=True)
    return two_kinds(said, true, reports)


if __name__ == "__main__":
    main()

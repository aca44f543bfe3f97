"""Comparison of two runs of one test set, with significance tests."""

from dataclasses import dataclass
from pathlib import Path

from embeddings.errors import InputError
from qa.evaluation.metrics.bootstrap import PairedDifference, paired_difference
from qa.evaluation.metrics.score_file import read_scores
from qa.evaluation.metrics.scores import METRICS, Scores, measured_parts
from qa.evaluation.report.phrases import COMPARED
from qa.evaluation.run_answers import ANSWERS_FILE, RunAnswer, read_answers
from qa.evaluation.seed import SEED

__all__ = [
    "GATES",
    "SIGNIFICANCE",
    "AnswerChange",
    "Comparison",
    "compare",
    "compare_scores",
    "comparison_text",
]

GATES = ("accuracy", "mrr")  # the metrics that decide whether B is worse
SIGNIFICANCE = 0.05  # p value below which a difference is significant
_LOWER_IS_BETTER = frozenset({"false_refusals"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """A question that only one of two runs answers correctly."""

    id: str
    type: str
    question: str
    a: str  # the answer's text, or why it was refused
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """B against A, question by question."""

    test_set: str
    questions: int
    differences: dict[str, PairedDifference]  # by metric; one that applies to neither is absent
    by_type: dict[str, PairedDifference]  # accuracy, by type
    wins: tuple[AnswerChange, ...]  # correct in B only
    losses: tuple[AnswerChange, ...]  # correct in A only
    worse: tuple[str, ...]  # the gates at which B is significantly worse
    better: tuple[str, ...]
    seed: int = SEED


def compare(run_a: str | Path, run_b: str | Path, *, gates: tuple[str, ...] = GATES) -> Comparison:
    """Compare two run directories of the same test set.

    Raises:
        InputError: if a directory has no finished run, or the runs are of different sets.
    """
    answers = [
        {answer.id: answer for answer in read_answers(Path(directory) / ANSWERS_FILE)}
        for directory in (run_a, run_b)
    ]
    return compare_scores(
        read_scores(run_a), read_scores(run_b), answers=(answers[0], answers[1]), gates=gates
    )


def compare_scores(
    a: Scores,
    b: Scores,
    *,
    answers: tuple[dict[str, RunAnswer], dict[str, RunAnswer]] = ({}, {}),
    gates: tuple[str, ...] = GATES,
) -> Comparison:
    """Compare the scores of two runs; `answers` of both, by id, are quoted in wins and losses."""
    if a.test_set_sha256 != b.test_set_sha256:
        raise InputError(
            "runs_of_different_sets",
            one=a.test_set,
            one_hash=a.test_set_sha256[:12],
            other=b.test_set,
            other_hash=b.test_set_sha256[:12],
        )
    unknown = [gate for gate in gates if gate not in METRICS]
    if unknown:
        raise InputError("score_unknown", found=unknown[0], known=tuple(METRICS))
    differences = {}
    for metric in METRICS:
        paired = paired_difference(
            measured_parts(a.per_question, metric), measured_parts(b.per_question, metric)
        )
        if paired is not None:
            differences[metric] = paired
    by_type = {}
    for kind in a.by_type:
        paired = paired_difference(
            measured_parts([s for s in a.per_question if s.type == kind], "accuracy"),
            measured_parts([s for s in b.per_question if s.type == kind], "accuracy"),
        )
        if paired is not None:
            by_type[kind] = paired
    wins: list[AnswerChange] = []
    losses: list[AnswerChange] = []
    for one, other in zip(a.per_question, b.per_question, strict=True):
        before, after = one.value("accuracy"), other.value("accuracy")
        if before == after or before is None or after is None:
            continue
        given = [held.get(one.id) for held in answers]
        change = AnswerChange(
            id=one.id,
            type=one.type,
            question=given[0].question if given[0] else "",
            a=_given(given[0]),
            b=_given(given[1]),
        )
        (wins if after > before else losses).append(change)
    return Comparison(
        test_set=a.test_set,
        questions=a.questions,
        differences=differences,
        by_type=by_type,
        wins=tuple(wins),
        losses=tuple(losses),
        worse=tuple(g for g in gates if _direction(differences.get(g), g) < 0),
        better=tuple(g for g in gates if _direction(differences.get(g), g) > 0),
    )


def comparison_text(
    comparison: Comparison, *, name_a: str = "A", name_b: str = "B", language: str = "en"
) -> str:
    """Return the comparison as Markdown."""

    def said(phrase: str, **values: object) -> str:
        return COMPARED[phrase][language != "zh"].format(**values)

    lines = [
        f"# {name_a} → {name_b}",
        "",
        f"{comparison.test_set}{said('head', count=comparison.questions, seed=comparison.seed)}",
        "",
        f"| {said('score')} | {name_a} | {name_b} | {said('difference')} | {said('interval')} | p "
        "|",
        "|---|---:|---:|---:|---|---:|",
    ]
    lines += [_row(metric, paired) for metric, paired in comparison.differences.items()]
    lines += [_row(f"accuracy: {kind}", paired) for kind, paired in comparison.by_type.items()]
    for title, changes in (("wins", comparison.wins), ("losses", comparison.losses)):
        lines += ["", f"## {said(title, count=len(changes))}", ""]
        for change in changes:
            lines += [
                f"- {change.id} ({change.type}) {change.question}",
                f"  - {name_a}: {change.a}",
                f"  - {name_b}: {change.b}",
            ]
    verdict = said("same")
    if comparison.worse:
        verdict = said("worse", name=name_b, scores=", ".join(comparison.worse))
    elif comparison.better:
        verdict = said("better", name=name_b, scores=", ".join(comparison.better))
    return "\n".join([*lines, "", f"**{verdict}**", ""])


def _direction(paired: PairedDifference | None, metric: str) -> int:
    if paired is None or paired.p_value >= SIGNIFICANCE or not paired.difference:
        return 0
    return 1 if (paired.difference > 0) != (metric in _LOWER_IS_BETTER) else -1


def _given(answer: RunAnswer | None) -> str:
    if answer is None:
        return ""
    return f"[{answer.reason}]" if answer.refused else answer.text


def _row(name: str, paired: PairedDifference) -> str:
    interval = f"[{paired.interval.low:+.3f}, {paired.interval.high:+.3f}]"
    chance = f"{paired.p_value:.3f}" if paired.p_value >= 0.001 else "<0.001"
    return (
        f"| {name} | {paired.a:.3f} | {paired.b:.3f} | {paired.difference:+.3f} "
        f"| {interval} | {chance} |"
    )

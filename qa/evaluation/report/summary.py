"""`report.md`: the scores and failures of a run as Markdown."""

from collections.abc import Mapping
from pathlib import Path

from qa.evaluation.matching.quote_locations import ReportCollection
from qa.evaluation.metrics.scores import METRICS, Measured, Scores
from qa.evaluation.report.failures import Failure, failures
from qa.evaluation.report.phrases import (
    CAUSES,
    METRIC_NAMES,
    PHRASES,
    REASONS,
    TYPE_NAMES,
    Bilingual,
)
from qa.evaluation.run_answers import RunAnswer
from qa.evaluation.testsets.test_set import TestSet

__all__ = ["REPORT_FILE", "scores_table", "type_table", "write_report"]

REPORT_FILE = "report.md"
_TYPE_METRICS = ("accuracy", "tight", "citation_recall", "mrr", "hit@5", "recall@10")


def write_report(
    scores: Scores,
    answers: Mapping[str, RunAnswer],
    test_set: TestSet,
    index: ReportCollection,
    directory: Path,
) -> None:
    """Write `report.md` into `directory`; headings are in Chinese and English."""
    held = scores.calibration
    lines = [
        f"# {_both(PHRASES['title'])}: {_plain(scores.test_set)}",
        "",
        f"{_both(PHRASES['questions'])}: {scores.questions} · "
        f"{_both(PHRASES['reports'])}: {len(index.reports)} · "
        f"{_both(PHRASES['seed'])}: {scores.seed}",
        "",
        *scores_table(scores),
        "",
        f"{_both(PHRASES['latency_plot'])}: p50 {scores.seconds.p50:.3f} · "
        f"p95 {scores.seconds.p95:.3f} · p99 {scores.seconds.p99:.3f}",
        "",
        f"## {_both(PHRASES['by_type'])}",
        "",
        *type_table(scores),
        "",
        f"## {_both(PHRASES['calibration'])}",
        "",
        f"{_both(PHRASES['brier'])}: {_number(held.brier)} · "
        f"{_both(PHRASES['expected_error'])}: {_number(held.expected_error)}",
        "",
        f"| {_both(PHRASES['confidence'])} | {_both(PHRASES['answers'])} "
        f"| {_both(PHRASES['confidence'])} x̄ | {_both(PHRASES['share_right'])} |",
        "|---|---:|---:|---:|",
        *(
            f"| {b.low:.1f}–{b.high:.1f} | {b.answers} | {b.confidence:.3f} | {b.accuracy:.3f} |"
            for b in held.bins
        ),
        "",
        f"## {_both(PHRASES['failures'])}",
        *_failure_lines(failures(answers, test_set, index)),
        "",
        f"{PHRASES['explain_interval'][0]} {PHRASES['explain_interval'][1]}",
    ]
    (directory / REPORT_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def scores_table(scores: Scores) -> list[str]:
    """Return the Markdown table of all scores over all questions."""
    head = (PHRASES["score"], PHRASES["value"], PHRASES["interval"], PHRASES["counted"])
    return [
        "| " + " | ".join(_both(name) for name in head) + " |",
        "|---|---:|---|---:|",
        *(
            f"| {_both(METRIC_NAMES[name])} | {measured.value:.3f} | {_interval(measured)} "
            f"| {measured.questions} |"
            for name, measured in scores.overall.items()
        ),
    ]


def type_table(scores: Scores) -> list[str]:
    """Return the Markdown table of the main scores by type."""
    shown = [name for name in METRICS if name in _TYPE_METRICS and name in scores.overall]
    head = [PHRASES["type"], PHRASES["questions"], *(METRIC_NAMES[name] for name in shown)]
    lines = ["| " + " | ".join(_both(name) for name in head) + " |"]
    lines.append("|---|" + "---:|" * (len(shown) + 1))
    for kind, measured in scores.by_type.items():
        count = sum(question.type == kind for question in scores.per_question)
        cells = [_number(measured[m].value if m in measured else None) for m in shown]
        named = _both(TYPE_NAMES.get(kind, (kind, kind)))
        lines.append(f"| {named} | {count} | " + " | ".join(cells) + " |")
    return lines


def _failure_lines(found: tuple[Failure, ...]) -> list[str]:
    if not found:
        return ["", _both(PHRASES["none"])]
    lines: list[str] = []
    cause = None
    for failure in found:
        if failure.cause is not cause:
            cause = failure.cause
            count = sum(other.cause is cause for other in found)
            lines += ["", f"### {_both(CAUSES[cause])} ({count})", ""]
        question, answer = failure.question, failure.answer
        expected = (
            "; ".join("/".join(forms) for forms in question.answers)
            if question.answerable
            else PHRASES["should_refuse"][0]
        )
        given = answer.text
        if answer.refused:
            reason = REASONS.get(str(answer.reason), ("", ""))[0]
            given = f"{PHRASES['refused'][0]}（{reason}）"
        lines += [
            f"- **{_plain(question.id)}** {_plain(question.question)}",
            f"  - {PHRASES['expected'][0]}: {_plain(expected)}",
            f"  - {PHRASES['given'][0]}: {_plain(given)}",
        ]
        for place in failure.gold:
            rank = f"{PHRASES['rank'][0]}{place.rank}" if place.rank else PHRASES["not_ranked"][0]
            quote = f"{_plain(place.report)}「{_plain(place.quote)}」"
            lines.append(f"  - {PHRASES['gold'][0]}（{rank}）: {quote}")
        for cited in failure.cited:
            mark = "✓" if cited.proves else "✗"
            lines.append(
                f"  - {PHRASES['cited'][0]} {mark}: {_plain(cited.report)} "
                f"第{cited.paragraph}段「{_plain(cited.excerpt)}」"
            )
    return lines


def _both(words: Bilingual) -> str:
    return words[0] if words[0] == words[1] else f"{words[0]} {words[1]}"


def _interval(measured: Measured) -> str:
    held = measured.interval
    return "" if held is None else f"{held.low:.3f}–{held.high:.3f}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _plain(text: str) -> str:
    """Return report or question text as one line, escaped for Markdown."""
    line = " ".join(text.split())
    return "".join("\\" + letter if letter in "\\`*_[]<>|#" else letter for letter in line)

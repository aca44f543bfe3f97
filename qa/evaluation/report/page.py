"""`report.html`: a run as one self-contained page; it loads nothing and runs one inline script.

The page has every text in Chinese and English, of which CSS shows one; light and dark follow the
reader's system. Everything from reports, questions and answers is escaped, and a content security
policy allows only this script, identified by its hash.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from qa.evaluation.matching.quote_locations import ReportCollection
from qa.evaluation.metrics.scores import METRICS, Measured, QuestionScores, Scores
from qa.evaluation.report.bilingual import both, named, quiet, table
from qa.evaluation.report.failure_cards import failure_card, failure_filters
from qa.evaluation.report.failures import Cause, Failure, failures
from qa.evaluation.report.page_assets import SCRIPT, STYLE
from qa.evaluation.report.phrases import CAUSES, METRIC_NAMES, PHRASES, TYPE_NAMES, Bilingual
from qa.evaluation.report.plots import accuracy_plot, latency_plot, reliability_plot
from qa.evaluation.run_answers import RunAnswer
from qa.evaluation.testsets.test_set import TestSet
from qa.markup.html import Safe, element

__all__ = ["PAGE_FILE", "report_page", "write_report_page"]

PAGE_FILE = "report.html"
_HEADLINE = ("accuracy", "tight", "citation_recall", "mrr", "hit@5", "refusal_recall")
_TYPE_METRICS = ("accuracy", "tight", "span_f1", "citation_recall", "mrr", "hit@5", "recall@10")


def write_report_page(
    scores: Scores,
    answers: Mapping[str, RunAnswer],
    test_set: TestSet,
    index: ReportCollection,
    directory: Path,
    *,
    language: str = "zh",
) -> None:
    """Write `report.html` into `directory`; `language` is shown first."""
    page = report_page(scores, answers, test_set, index, language=language)
    (directory / PAGE_FILE).write_text(page, encoding="utf-8")


def report_page(
    scores: Scores,
    answers: Mapping[str, RunAnswer],
    test_set: TestSet,
    index: ReportCollection,
    *,
    language: str = "zh",
) -> str:
    """Return the whole page as HTML."""
    found = failures(answers, test_set, index)
    shown = language if language in ("zh", "en") else "zh"
    main = element(
        "main",
        _headline(scores),
        _plots(scores),
        element("h2", named("summary")),
        _summary(scores),
        element("h2", named("by_type")),
        _types(scores),
        element("h2", named("failures")),
        failure_filters(found),
        element("div", *(failure_card(failure) for failure in found), id="failures"),
        element("h2", named("all_questions")),
        _questions(scores, answers, found),
    )
    page = element(
        "html",
        _head(scores.test_set),
        element(
            "body",
            _title(scores, reports=len(index.reports)),
            main,
            element("script", Safe(SCRIPT)),
        ),
        lang="zh-CN" if shown == "zh" else "en",
        data_language=shown,
    )
    return f"<!doctype html>\n{page}\n"


def _head(test_set: str) -> Safe:
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    title = f"{PHRASES['title'][0]} · {PHRASES['title'][1]} · {test_set}"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("link", rel="icon", href="data:,"),
        element("title", title),
        element("style", Safe(STYLE)),
    )


def _title(scores: Scores, *, reports: int) -> Safe:
    return element(
        "header",
        element("h1", named("title"), " ", element("code", scores.test_set)),
        quiet(
            *(named("questions"), f" {scores.questions} · "),
            *(named("reports"), f" {reports} · "),
            *(named("seed"), f" {scores.seed}"),
            tag="p",
        ),
        element("button", "中文 / English", type="button", id="language", lang="mul"),
    )


def _headline(scores: Scores) -> Safe:
    tiles = [
        element(
            "div",
            element("span", both(METRIC_NAMES[name])),
            element("strong", f"{scores.overall[name].value:.1%}"),
            quiet(_interval(scores.overall[name], ".1%", " – ")),
            class_="tile",
        )
        for name in _HEADLINE
        if name in scores.overall
    ]
    return element("section", *tiles, class_="tiles")


def _plots(scores: Scores) -> Safe:
    seconds = scores.seconds
    percentiles = (("p50", seconds.p50), ("p95", seconds.p95), ("p99", seconds.p99))
    latency = latency_plot([question.seconds for question in scores.per_question], percentiles)
    told = " · ".join(f"{name} {value:.3f}" for name, value in percentiles)
    return element(
        "section",
        _plot(PHRASES["accuracy_plot"], accuracy_plot(scores)),
        _plot(
            PHRASES["reliability_plot"],
            reliability_plot(scores.calibration),
            *_calibration(scores),
        ),
        _plot(PHRASES["latency_plot"], latency, told),
        class_="plots",
    )


def _plot(words: Bilingual, drawing: Safe, *caption: str) -> Safe:
    if not drawing:
        return Safe("")
    below = [quiet(*caption, tag="p")] if caption else []
    return element("figure", element("figcaption", both(words)), drawing, *below)


def _calibration(scores: Scores) -> tuple[str, ...]:
    held = scores.calibration
    if held.brier is None or held.expected_error is None:
        return ()
    return (
        *(named("answers"), f" {held.answers} · "),
        *(named("brier"), f" {held.brier:.3f} · "),
        *(named("expected_error"), f" {held.expected_error:.3f}"),
    )


def _summary(scores: Scores) -> Safe:
    rows = [
        element(
            "tr",
            element("th", both(METRIC_NAMES[name]), scope="row"),
            element("td", f"{measured.value:.3f}"),
            element("td", _interval(measured, ".3f", "–")),
            element("td", str(measured.questions)),
        )
        for name, measured in scores.overall.items()
    ]
    head = (PHRASES["score"], PHRASES["value"], PHRASES["interval"], PHRASES["counted"])
    return element("div", table(head, rows), quiet(named("explain_interval"), tag="p"))


def _types(scores: Scores) -> Safe:
    shown = [name for name in METRICS if name in _TYPE_METRICS and name in scores.overall]
    rows = []
    for kind, measured in scores.by_type.items():
        count = sum(question.type == kind for question in scores.per_question)
        cells = [
            element("td", f"{measured[name].value:.3f}" if name in measured else "")
            for name in shown
        ]
        name = element("th", both(TYPE_NAMES.get(kind, (kind, kind))), scope="row")
        rows.append(element("tr", name, element("td", str(count)), *cells))
    return table(
        (PHRASES["type"], PHRASES["questions"], *(METRIC_NAMES[name] for name in shown)), rows
    )


def _questions(scores: Scores, answers: Mapping[str, RunAnswer], found: Iterable[Failure]) -> Safe:
    causes = {failure.question.id: failure.cause for failure in found}
    rows = [
        _question_row(question, answers[question.id], causes.get(question.id))
        for question in scores.per_question
    ]
    head = (
        PHRASES["question"],
        PHRASES["type"],
        METRIC_NAMES["accuracy"],
        ("RR", "RR"),
        PHRASES["confidence"],
        PHRASES["seconds"],
        PHRASES["cause"],
    )
    count = element("summary", named("questions"), f" {scores.questions}")
    return element("details", count, table(head, rows))


def _question_row(question: QuestionScores, answer: RunAnswer, cause: Cause | None) -> Safe:
    right, rank = question.value("accuracy"), question.value("mrr")
    kind = both(TYPE_NAMES.get(question.type, (question.type, question.type)))
    asked = element("th", question.id, element("br"), quiet(answer.question), scope="row")
    cells = (
        kind,
        "" if right is None else named("right" if right else "wrong"),
        "" if rank is None else f"{rank:.2f}",
        f"{question.confidence:.2f}",
        f"{question.seconds:.3f}",
        "" if cause is None else both(CAUSES[cause]),
    )
    return element("tr", asked, *(element("td", cell) for cell in cells))


def _interval(measured: Measured, form: str, between: str) -> str:
    held = measured.interval
    return "" if held is None else f"{held.low:{form}}{between}{held.high:{form}}"

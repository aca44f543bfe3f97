"""`report.html`: a run as one self-contained page; it loads nothing, and runs one known script.

Chinese and English stand side by side in the page and CSS shows one; light and dark follow the
reader's system. Everything that comes from reports, questions and answers is escaped, and a
content security policy allows no script but ours, named by its hash.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from qa.evaluation.matching.quote_locations import ReportCollection
from qa.evaluation.metrics.answer_metrics import length_limit, tight_limit
from qa.evaluation.metrics.scores import METRICS, Measured, QuestionScores, Scores
from qa.evaluation.report.failures import FAILED, Cause, Failure, failures
from qa.evaluation.report.page_assets import SCRIPT, STYLE
from qa.evaluation.report.phrases import (
    CAUSES,
    METRIC_NAMES,
    PHRASES,
    REASONS,
    TYPE_NAMES,
    Bilingual,
)
from qa.evaluation.report.plots import accuracy_plot, latency_plot, reliability_plot
from qa.evaluation.run_answers import RunAnswer
from qa.evaluation.testsets.test_set import TestSet

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
    """Write `report.html` into `directory`; `language` is what it shows first."""
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
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    title = f"{PHRASES['title'][0]} · {PHRASES['title'][1]} · {scores.test_set}"
    shown = language if language in ("zh", "en") else "zh"
    return f"""<!doctype html>
<html lang="{"zh-CN" if shown == "zh" else "en"}" data-language="{shown}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'">
<link rel="icon" href="data:,">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<header>
<h1>{_both(PHRASES["title"])} <code>{escape(scores.test_set)}</code></h1>
<p class="quiet">{_both(PHRASES["questions"])} {scores.questions} ·
{_both(PHRASES["reports"])} {len(index.reports)} · {_both(PHRASES["seed"])} {scores.seed}</p>
<button type="button" id="language" lang="mul">中文 / English</button>
</header>
<main>
{_headline(scores)}
<section class="plots">
{_plot(PHRASES["accuracy_plot"], accuracy_plot(scores))}
{_plot(PHRASES["reliability_plot"], reliability_plot(scores.calibration), _calibration(scores))}
{_plot(PHRASES["latency_plot"], _latency(scores), _percentiles(scores))}
</section>
<h2>{_both(PHRASES["summary"])}</h2>
{_summary(scores)}
<h2>{_both(PHRASES["by_type"])}</h2>
{_types(scores)}
<h2>{_both(PHRASES["failures"])}</h2>
{_filters(found)}
<div id="failures">
{"".join(_failure(failure) for failure in found)}
</div>
<h2>{_both(PHRASES["all_questions"])}</h2>
{_questions(scores, answers, found)}
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""


def _headline(scores: Scores) -> str:
    tiles = [
        f'<div class="tile"><span>{_both(METRIC_NAMES[name])}</span>'
        f"<strong>{_percent(scores.overall[name].value)}</strong>"
        f'<span class="quiet">{_percents(scores.overall[name])}</span></div>'
        for name in _HEADLINE
        if name in scores.overall
    ]
    return f'<section class="tiles">{"".join(tiles)}</section>'


def _summary(scores: Scores) -> str:
    rows = [
        f"<tr><th scope=row>{_both(METRIC_NAMES[name])}</th><td>{measured.value:.3f}</td>"
        f"<td>{_interval(measured)}</td><td>{measured.questions}</td></tr>"
        for name, measured in scores.overall.items()
    ]
    head = (PHRASES["score"], PHRASES["value"], PHRASES["interval"], PHRASES["counted"])
    note = f'<p class="quiet">{_both(PHRASES["explain_interval"])}</p>'
    return _table(head, rows) + note


def _types(scores: Scores) -> str:
    shown = [name for name in METRICS if name in _TYPE_METRICS and name in scores.overall]
    rows = []
    for kind, measured in scores.by_type.items():
        count = sum(question.type == kind for question in scores.per_question)
        cells = "".join(
            f"<td>{measured[name].value:.3f}</td>" if name in measured else "<td></td>"
            for name in shown
        )
        named = _both(TYPE_NAMES.get(kind, (kind, kind)))
        rows.append(f"<tr><th scope=row>{named}</th><td>{count}</td>{cells}</tr>")
    return _table(
        (PHRASES["type"], PHRASES["questions"], *(METRIC_NAMES[name] for name in shown)), rows
    )


def _questions(scores: Scores, answers: Mapping[str, RunAnswer], found: Iterable[Failure]) -> str:
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
    count = f"{_both(PHRASES['questions'])} {scores.questions}"
    return f"<details><summary>{count}</summary>{_table(head, rows)}</details>"


def _question_row(question: QuestionScores, answer: RunAnswer, cause: Cause | None) -> str:
    right = question.value("accuracy")
    rank = question.value("mrr")
    words = PHRASES["right"] if right else PHRASES["wrong"]
    return (
        f"<tr><th scope=row>{escape(question.id)}<br>"
        f'<span class="quiet">{escape(answer.question)}</span></th>'
        f"<td>{_both(TYPE_NAMES.get(question.type, (question.type, question.type)))}</td>"
        f"<td>{'' if right is None else _both(words)}</td>"
        f"<td>{'' if rank is None else f'{rank:.2f}'}</td>"
        f"<td>{question.confidence:.2f}</td><td>{question.seconds:.3f}</td>"
        f"<td>{'' if cause is None else _both(CAUSES[cause])}</td></tr>"
    )


def _filters(found: tuple[Failure, ...]) -> str:
    if not found:
        return f"<p>{_both(PHRASES['none'])}</p>"
    counts = {cause: sum(failure.cause is cause for failure in found) for cause in Cause}
    buttons = [_button("", PHRASES["all_causes"], len(found))]
    buttons += [_button(cause, CAUSES[cause], count) for cause, count in counts.items() if count]
    kinds = dict.fromkeys(failure.question.type for failure in found)
    options = "".join(
        f'<option value="{escape(kind)}">{escape(" / ".join(TYPE_NAMES.get(kind, (kind,))))}'
        "</option>"
        for kind in kinds
    )
    everything = " / ".join(PHRASES["all_types"])
    hint = escape(" / ".join(PHRASES["search"]))
    return (
        f'<div class="filters"><div class="causes" role="group">{"".join(buttons)}</div>'
        f'<select id="type" aria-label="{escape(everything)}">'
        f'<option value="">{escape(everything)}</option>{options}</select>'
        f'<input id="text" type="search" aria-label="{hint}" placeholder="{hint}">'
        f'<p class="quiet" role="status"><span id="shown">{len(found)}</span> '
        f"{_both(PHRASES['shown'])}</p></div>"
    )


def _button(cause: str, words: Bilingual, count: int) -> str:
    pressed = "false" if cause else "true"
    return (
        f'<button type="button" data-cause="{cause}" aria-pressed="{pressed}">'
        f"{_both(words)} <b>{count}</b></button>"
    )


def _failure(failure: Failure) -> str:
    question, answer = failure.question, failure.answer
    kind = TYPE_NAMES.get(question.type, (question.type, question.type))
    severity = "failed" if failure.cause in FAILED else "weak"
    history = "".join(
        f"<li>{escape(turn.question)} → {escape(turn.answer)}</li>" for turn in question.history
    )
    earlier = f"<h4>{_both(PHRASES['history'])}</h4><ul>{history}</ul>" if history else ""
    searched = ""
    if answer.rewritten and answer.rewritten != answer.question:
        searched = f'<p class="quiet">{_both(PHRASES["searched"])}: {escape(answer.rewritten)}</p>'
    return (
        f'<article class="{severity}" data-cause="{failure.cause}" '
        f'data-type="{escape(question.type)}">'
        f'<p class="labels"><b>{_both(CAUSES[failure.cause])}</b> <span>{_both(kind)}</span> '
        f"<code>{escape(question.id)}</code></p>"
        f"<h3>{escape(question.question)}</h3>{earlier}{searched}"
        f"<dl><dt>{_both(PHRASES['expected'])}</dt><dd>{_expected(failure)}</dd>"
        f"<dt>{_both(PHRASES['given'])}</dt><dd>{_given(failure)}</dd>"
        f"<dt>{_both(PHRASES['gold'])}</dt><dd>{_gold(failure)}</dd>"
        f"<dt>{_both(PHRASES['cited'])}</dt><dd>{_cited(failure)}</dd></dl>"
        f"{_passages(failure)}</article>\n"
    )


def _expected(failure: Failure) -> str:
    if not failure.question.answerable:
        return _both(PHRASES["should_refuse"])
    parts = [
        f'<li class="{"yes" if held else "no"}">{escape(" / ".join(forms))}</li>'
        for forms, held in zip(failure.question.answers, failure.parts, strict=True)
    ]
    return f'<ul class="marks">{"".join(parts)}</ul>'


def _given(failure: Failure) -> str:
    answer, question = failure.answer, failure.question
    confidence = f"{_both(PHRASES['confidence'])} {answer.confidence:.2f}"
    if answer.refused:
        name = str(answer.reason or "")
        reason = _both(REASONS.get(name, (name, name)))
        return f'{_both(PHRASES["refused"])}: {reason} <span class="quiet">{confidence}</span>'
    length = (
        f"{len(answer.text)} {_both(PHRASES['characters'])} "
        f"(≤ {tight_limit(question)} / {length_limit(question)})"
    )
    return f'{escape(answer.text)} <span class="quiet">{length} · {confidence}</span>'


def _gold(failure: Failure) -> str:
    places = []
    for place in failure.gold:
        rank = (
            f"{_both(PHRASES['rank'])} {place.rank}" if place.rank else _both(PHRASES["not_ranked"])
        )
        cited = _both(PHRASES["is_cited" if place.cited else "not_cited"])
        other = f"{_both(PHRASES['also'])} · " if place.alternative else ""
        places.append(
            f'<li class="{"yes" if place.cited else "no"}">{escape(place.quote)} '
            f'<span class="quiet">{other}{escape(place.report)} · {rank} · {cited}</span></li>'
        )
    return f'<ul class="marks">{"".join(places)}</ul>'


def _cited(failure: Failure) -> str:
    if not failure.cited:
        return _both(PHRASES["no_citation"])
    places = [
        f'<li class="{"yes" if cited.proves else "no"}">{escape(cited.excerpt)} '
        f'<span class="quiet">{escape(cited.report)} · {_both(_paragraph(cited.paragraph))} · '
        f"{_both(PHRASES['proves' if cited.proves else 'proves_not'])}"
        "</span></li>"
        for cited in failure.cited
    ]
    return f'<ul class="marks">{"".join(places)}</ul>'


def _passages(failure: Failure) -> str:
    """Return the passages retrieved; those that first hold a piece of gold evidence are marked."""
    if not failure.answer.passages:
        return ""
    holding = {place.rank for place in failure.gold}
    rows = "".join(
        f"<li{' class=holds' if p.rank in holding else ''}>{escape(p.text)} "
        f'<span class="quiet">{escape(p.title)} · {_both(_paragraph(p.paragraph))} · '
        f"{p.score:.3f}{_holds() if p.rank in holding else ''}</span></li>"
        for p in failure.answer.passages
    )
    return f"<details><summary>{_both(PHRASES['passages'])}</summary><ol>{rows}</ol></details>"


def _holds() -> str:
    return f" · <b>{_both(PHRASES['proves'])}</b>"


def _plot(words: Bilingual, drawing: str, caption: str = "") -> str:
    if not drawing:
        return ""
    below = f'<p class="quiet">{caption}</p>' if caption else ""
    return f"<figure><figcaption>{_both(words)}</figcaption>{drawing}{below}</figure>"


def _calibration(scores: Scores) -> str:
    held = scores.calibration
    if held.brier is None or held.expected_error is None:
        return ""
    return (
        f"{_both(PHRASES['answers'])} {held.answers} · "
        f"{_both(PHRASES['brier'])} {held.brier:.3f} · "
        f"{_both(PHRASES['expected_error'])} {held.expected_error:.3f}"
    )


def _latency(scores: Scores) -> str:
    seconds = scores.seconds
    marks = (("p50", seconds.p50), ("p95", seconds.p95), ("p99", seconds.p99))
    return latency_plot([question.seconds for question in scores.per_question], marks)


def _percentiles(scores: Scores) -> str:
    seconds = scores.seconds
    return f"p50 {seconds.p50:.3f} · p95 {seconds.p95:.3f} · p99 {seconds.p99:.3f}"


def _table(head: Iterable[Bilingual], rows: Iterable[str]) -> str:
    cells = "".join(f"<th scope=col>{_both(words)}</th>" for words in head)
    return (
        f'<div class="wide"><table><thead><tr>{cells}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _both(words: Bilingual) -> str:
    """Return a text in both languages; the page shows one. Equal texts stand once."""
    if words[0] == words[1]:
        return escape(words[0])
    return (
        f'<span class="zh" lang="zh-CN">{escape(words[0])}</span>'
        f'<span class="en" lang="en">{escape(words[1])}</span>'
    )


def _paragraph(number: int) -> Bilingual:
    return f"第{number}段", f"paragraph {number}"


def _percents(measured: Measured) -> str:
    held = measured.interval
    return "" if held is None else f"{held.low:.1%} – {held.high:.1%}"


def _percent(value: float) -> str:
    return f"{value:.1%}"


def _interval(measured: Measured) -> str:
    held = measured.interval
    return "" if held is None else f"{held.low:.3f}–{held.high:.3f}"

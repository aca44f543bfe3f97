"""The failures of a run on the report page: one card per question, and their filters."""

from collections.abc import Sequence

from qa.evaluation.metrics.answer_metrics import length_limit, tight_limit
from qa.evaluation.report.bilingual import both, marked_list, named, paragraph_name, quiet
from qa.evaluation.report.failures import FAILED, Cause, Failure
from qa.evaluation.report.phrases import CAUSES, PHRASES, REASONS, TYPE_NAMES, Bilingual
from qa.markup.html import Safe, element, escaped, fragment

__all__ = ["failure_card", "failure_filters"]


def failure_filters(found: Sequence[Failure]) -> Safe:
    """Return the filters by cause, type and text; a sentence if there is no failure."""
    if not found:
        return element("p", named("none"))
    counts = {cause: sum(failure.cause is cause for failure in found) for cause in Cause}
    buttons = [_button("", PHRASES["all_causes"], len(found))]
    buttons += [_button(cause, CAUSES[cause], count) for cause, count in counts.items() if count]
    everything = " / ".join(PHRASES["all_types"])
    hint = " / ".join(PHRASES["search"])
    options = [element("option", everything, value="")]
    options += [
        element("option", " / ".join(TYPE_NAMES.get(kind, (kind,))), value=kind)
        for kind in dict.fromkeys(failure.question.type for failure in found)
    ]
    count = element("span", str(len(found)), id="shown")
    return element(
        "div",
        element("div", *buttons, class_="causes", role="group"),
        element("select", *options, id="type", aria_label=everything),
        element("input", id="text", type="search", aria_label=hint, placeholder=hint),
        element("p", count, " ", named("shown"), class_="quiet", role="status"),
        class_="filters",
    )


def failure_card(failure: Failure) -> Safe:
    """Return the card of a failure: what was expected, answered, cited and retrieved."""
    question = failure.question
    kind = TYPE_NAMES.get(question.type, (question.type, question.type))
    labels = [
        element("b", both(CAUSES[failure.cause])),
        element("span", both(kind)),
        element("code", question.id),
    ]
    terms = [
        ("expected", _expected(failure)),
        ("given", _given(failure)),
        ("gold", _gold(failure)),
        ("cited", _cited(failure)),
    ]
    return element(
        "article",
        element("p", fragment(_spaced(labels)), class_="labels"),
        element("h3", question.question),
        *_context(failure),
        element(
            "dl",
            *(
                fragment([element("dt", named(name)), element("dd", shown)])
                for name, shown in terms
            ),
        ),
        _passages(failure),
        class_="failed" if failure.cause in FAILED else "weak",
        data_cause=failure.cause,
        data_type=question.type,
    )


def _button(cause: str, words: Bilingual, count: int) -> Safe:
    return element(
        "button",
        both(words),
        " ",
        element("b", str(count)),
        type="button",
        data_cause=cause,
        aria_pressed="false" if cause else "true",
    )


def _context(failure: Failure) -> list[Safe]:
    """Return the turns before the question, and the question as it was searched."""
    answer, parts = failure.answer, []
    if failure.question.history:
        turns = [
            element("li", f"{turn.question} → {turn.answer}") for turn in failure.question.history
        ]
        parts += [element("h4", named("history")), element("ul", *turns)]
    if answer.rewritten and answer.rewritten != answer.question:
        parts.append(quiet(named("searched"), f": {answer.rewritten}", tag="p"))
    return parts


def _expected(failure: Failure) -> Safe:
    if not failure.question.answerable:
        return named("should_refuse")
    forms = zip(failure.parts, failure.question.answers, strict=True)
    return marked_list((held, escaped(" / ".join(ways))) for held, ways in forms)


def _given(failure: Failure) -> Safe:
    answer, question = failure.answer, failure.question
    confidence = fragment([named("confidence"), f" {answer.confidence:.2f}"])
    if answer.refused:
        name = str(answer.reason or "")
        reason = both(REASONS.get(name, (name, name)))
        return fragment([named("refused"), ": ", reason, " ", quiet(confidence)])
    limits = f" (≤ {tight_limit(question)} / {length_limit(question)}) · "
    length = quiet(f"{len(answer.text)} ", named("characters"), limits, confidence)
    return fragment([answer.text, " ", length])


def _gold(failure: Failure) -> Safe:
    entries = []
    for place in failure.gold:
        rank = [named("rank"), f" {place.rank}"] if place.rank else [named("not_ranked")]
        cited = named("is_cited" if place.cited else "not_cited")
        other = [named("also"), " · "] if place.alternative else []
        where = quiet(*other, place.report, " · ", *rank, " · ", cited)
        entries.append((place.cited, fragment([place.quote, " ", where])))
    return marked_list(entries)


def _cited(failure: Failure) -> Safe:
    if not failure.cited:
        return named("no_citation")
    entries = []
    for cited in failure.cited:
        proves = named("proves" if cited.proves else "proves_not")
        where = quiet(cited.report, " · ", paragraph_name(cited.paragraph), " · ", proves)
        entries.append((cited.proves, fragment([cited.excerpt, " ", where])))
    return marked_list(entries)


def _passages(failure: Failure) -> Safe:
    """Return the passages retrieved; the first one with each piece of gold evidence is marked."""
    if not failure.answer.passages:
        return Safe("")
    holding = {place.rank for place in failure.gold}
    entries = []
    for passage in failure.answer.passages:
        holds = passage.rank in holding
        proves = [" · ", element("b", named("proves"))] if holds else []
        where = quiet(
            f"{passage.title} · ",
            paragraph_name(passage.paragraph),
            f" · {passage.score:.3f}",
            *proves,
        )
        entries.append(element("li", passage.text, " ", where, class_="holds" if holds else None))
    return element("details", element("summary", named("passages")), element("ol", *entries))


def _spaced(parts: Sequence[Safe]) -> list[str]:
    return [piece for part in parts for piece in (part, " ")][:-1]

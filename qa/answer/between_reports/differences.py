"""Answers on two reports as wholes: what differs, and what is to be done that was not before."""

from collections.abc import Sequence
from dataclasses import replace

from embeddings.messages import Message
from embeddings.records import Report, Role
from embeddings.text.folding import fold
from embeddings.text.segmentation import segment
from qa.answer.between_reports.changed_targets import moved_targets, value_quotes
from qa.answer.between_reports.changed_terms import term_quotes
from qa.answer.between_reports.quoted_drafts import LedQuote, quoted_draft, refused_draft
from qa.answer.drafts.draft import Draft
from qa.diff.analysis import ReportAnalysis
from qa.diff.records import DiffStatement, PairKind, ReportDiff
from qa.diff.statements import bare_words
from qa.quotes import Quote
from qa.records import Computed, Reason
from qa.text.word_rarity import rarity

__all__ = ["draft_differences", "draft_new_tasks"]

_SHOWN = 5  # terms, and targets, that an answer on everything names
_TASKS = 8  # sentences
# Highest probability that any earlier sentence says the same: of those up to it 83 % are new beside
# the whole report, of all that are called new 72 % (decision 0083).
_UNLIKE = 0.2
_NEW = 0.83  # share of such sentences that are new, as above
_WORDS = 3  # of a sentence, by which it is compared with other new ones
_SHORTEST = 16  # characters: 推进重点领域改革 names a field
_KINDS = {
    PairKind.SAME: "字句相同",
    PairKind.REWORDED: "改写",
    PairKind.NEW: "新提法",
}


def draft_differences(report: Report, before: Report, analysis: ReportAnalysis) -> Draft:
    """Return how many sentences are the same, with the first changed targets and new terms."""
    pairings = [one for one in analysis.diff(before, report).pairings if one.new is not None]
    counts = "，".join(
        f"{words}{sum(one.kind is kind for one in pairings)}句" for kind, words in _KINDS.items()
    )
    value = f"{report.year}年报告共{len(pairings)}句，与{before.year}年报告逐句对照：{counts}"
    told = Computed(value=value, operation="count", operands=(before.title, report.title))
    rows = moved_targets(analysis.targets(before, report))[:_SHOWN]
    terms = [one.term for one in analysis.new_terms(report, k=_SHOWN)]
    led = [*value_quotes(rows, before, report, of="目标"), *term_quotes(terms, report)]
    if led:
        led[0] = LedQuote(quote=led[0].quote, label=led[0].label, told=value)
    draft = quoted_draft(
        led,
        analysis.reports,
        spans=(value,),
        computed=[told],
        notices=[Message("between_compared_parts", earlier=before.title, title=report.title)],
    )
    return draft or refused_draft(Reason.NO_FIGURE)


def draft_new_tasks(report: Report, before: Report, analysis: ReportAnalysis) -> Draft:
    """Return planned sentences that no sentence of the earlier report is like, in their order."""
    found = _new_tasks(analysis.diff(before, report))
    if not found:
        told = Message("between_no_new_tasks", earlier=before.title, title=report.title)
        return refused_draft(Reason.NO_FIGURE, told)
    shown = _newest(found, before)
    told = Message(
        "between_new_tasks",
        earlier=before.title,
        title=report.title,
        count=len(found),
        shown=len(shown),
    )
    led = [
        LedQuote(
            quote=Quote(
                report_id=report.report_id, paragraph=one.paragraph, start=one.start, end=one.end
            ),
            label="",
        )
        for one in shown
    ]
    draft = quoted_draft(led, analysis.reports, spans=[one.text for one in shown], notices=[told])
    return replace(draft, probability=_NEW) if draft else refused_draft(Reason.NO_FIGURE)


def _new_tasks(diff: ReportDiff) -> list[DiffStatement]:
    """Return the planned sentences that are new; of goals where no section has tasks alone."""
    after = [(one.new, one) for one in diff.pairings if one.new is not None]
    tasks = any(statement.role is Role.TASKS for statement, _ in after)
    planned = Role.TASKS if tasks else Role.GOALS
    return [
        statement
        for statement, one in after
        if statement.role is planned
        and one.kind is PairKind.NEW
        and one.nearest <= _UNLIKE
        and len(bare_words(statement.text)) >= _SHORTEST
    ]


def _newest(found: Sequence[DiffStatement], before: Report) -> list[DiffStatement]:
    """Return the sentences with the rarest words that the earlier report lacks, in their order."""
    said = fold(before.text)

    def newness(place: int) -> float:
        words = {word for word in segment(found[place].text).words if len(word) > 1}
        unsaid = sorted((rarity(word) for word in words if word not in said), reverse=True)
        return sum(unsaid[:_WORDS])

    kept = sorted(range(len(found)), key=newness, reverse=True)[:_TASKS]
    return [found[place] for place in sorted(kept)]

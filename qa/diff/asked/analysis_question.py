"""A question → what it asks over several reports, if it does."""

from collections.abc import Sequence

from embeddings.text.folding import fold
from qa.diff.asked.change_cues import asked_targets, asked_terms, asks_for_figures
from qa.diff.asked.kinds import AnalysisKind, AnalysisQuestion
from qa.diff.asked.report_cues import asked_of_reports
from qa.diff.asked.term_cues import asked_of_a_term, compared_terms, quoted_term

__all__ = ["asks_of_all", "read_analysis_question"]


def read_analysis_question(text: str) -> AnalysisQuestion | None:
    """Return the kind and term of a question over several reports; None for any other."""
    question = fold(text).strip(" 　?？。！!~～")
    if targets := asked_targets(question):
        return AnalysisQuestion(kind=targets)
    if whole := asked_of_reports(question):
        return AnalysisQuestion(kind=whole)
    if asks_for_figures(question):
        return AnalysisQuestion(kind=AnalysisKind.FIGURES_CHANGED)
    if compared := compared_terms(question):
        return AnalysisQuestion(
            kind=AnalysisKind.MORE, term=compared[0], others=compared[1:], of_words=True
        )
    if not quoted_term(question) and (terms := asked_terms(question)):
        return AnalysisQuestion(kind=terms)
    return asked_of_a_term(question)


def asks_of_all(text: str, regions: Sequence[str]) -> bool:
    """Whether a question by itself asks over several reports, of no place of those searched.

    So after a question on one indicator: 哪些目标没有完成.
    """
    return not regions and read_analysis_question(text) is not None

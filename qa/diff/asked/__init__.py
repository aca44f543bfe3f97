"""What a question asks over several reports: what is new, how often a term occurs, since when.

Read by its cues: a word that asks (哪年, 多少次, 哪些省), one that says what of (第一次, 目标)
and one of saying (出现, 提到). What is left of the question without its cues, times and talk of
reports is the term. The cues are few and closed, and nothing in the written questions asks so, so
there is nothing to learn them from.

`kinds` (what may be asked), `report_cues` (of two reports as wholes), `change_cues` (new and
dropped terms, changed targets), `term_cues` (of one term), `analysis_question` reads a question.
"""

from qa.diff.asked.analysis_question import asks_of_all, read_analysis_question
from qa.diff.asked.kinds import AnalysisKind, AnalysisQuestion, PlaceLevel

__all__ = [
    "AnalysisKind",
    "AnalysisQuestion",
    "PlaceLevel",
    "asks_of_all",
    "read_analysis_question",
]

"""Tables that are files (CSV, JSON lines, workbooks) → `Document`s.

In the order in which data passes through: `delimited` and `workbook` (a file → rows), `columns`
(rows → one report each, or statements).
"""

from embeddings.reading.tabular.columns import COLUMNS
from embeddings.reading.tabular.delimited import is_question_column, read_csv, read_jsonl
from embeddings.reading.tabular.workbook import is_workbook, read_workbook

__all__ = [
    "COLUMNS",
    "is_question_column",
    "is_workbook",
    "read_csv",
    "read_jsonl",
    "read_workbook",
]

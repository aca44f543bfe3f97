"""The questions that models are fitted on.

`written_questions` (written ones and those of test sets); questions made unanswerable:
`changed_questions` (another year, region or indicator), `foreign_questions` (about anything else),
`withheld` (the answering paragraphs kept back), all of them `unanswerable`; `judging` answers the
questions and judges the answers, `judged_sets` keeps them by set.
"""

__all__: list[str] = []

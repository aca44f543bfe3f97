"""Answers computed over several reports.

`asked_reports` (which reports a question is about), then the answers by kind: `changed_terms` (new
and dropped ones), `changed_targets`, `differences` (of two reports as wholes), of which and of
figures `changes` chooses; `term_counts` (how often a term occurs, its first and
last year, its places) and `compared_terms` (which one occurs more often), of which `analysed`
chooses; `explanations` (what a term means); `quoted_drafts` makes drafts of quotes, `between` tells
which of both is asked.
"""

__all__: list[str] = []

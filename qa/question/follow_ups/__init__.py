"""A follow-up question made self-contained from the turns before it.

`ellipsis` with `subject_words` (context dependence), `asked_subject` (the last question's subject,
and pronouns), `inherited_scope` (its years and regions), `substitution` (one word replaces
another), `elliptical_forms` (还有呢, 两年相差多少), `report_questions` (那哪些上调了),
`rewriting` (all of it).
"""

__all__: list[str] = []

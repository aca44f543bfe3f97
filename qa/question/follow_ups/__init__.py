"""A follow-up question made self-contained from the turns before it.

`ellipsis` with `subject_words` (what the question lacks), `asked_subject` (what the last question
asked about, and pronouns), `inherited_scope` (its years and regions), `substitution` (a word in
place of another), `elliptical_forms` (还有呢, 两年相差多少), `rewriting` (all of it).
"""

__all__: list[str] = []

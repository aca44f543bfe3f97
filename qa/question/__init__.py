"""What is asked, read once.

`question` (the value), `follow_ups` (a follow-up made self-contained), `answer_type`, `focus_noun`
and `asked_units` (what is asked for), `aspect` (results or targets), `scope` and `region_objects`
(years and regions), `decomposition` (the parts of a comparison), `synonyms` (everyday words → the
reports' own).
"""

__all__: list[str] = []

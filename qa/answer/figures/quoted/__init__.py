"""Answers quoted from passages, checked against the facts.

`quoted_names` (is what is asked for named?), `vetting` (do the facts of its figures allow it?),
`unrelated` (refused: figures of something else, of other years), `anchoring` (replaced by the fact
of the year and aspect asked for, or labelled).
"""

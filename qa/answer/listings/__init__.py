"""Whole enumerations: the items that a report lists for what is asked.

`items` finds what a paragraph and those after it list, `listing` picks the list that a question
asks for and how much of each item is quoted, `admitted_problems` the list of what is amiss,
`coined_names` the members of 三大攻坚战, `public_deeds` the 民生实事 that are promised,
`headline_figures` the figures that tell how an economy does; `measures` the clauses that tell what
is done for one purpose.
"""

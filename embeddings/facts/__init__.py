"""Figures of a report as statements: of what, when, where, planned or achieved, up or down.

`records` (`Fact`), `heads` (what names facts), `roles` (of each paragraph), `values` (a figure's
value), `predicates` (verb, measure, direction), `places`, `restrictions` (城镇, 人均 …), `subjects`
(the words that name the indicator), `coordination` (several of them, told together), `years/`
(`time_words`, `periods`), `aspects` (target or result), `statements` (figure → fact),
`paragraph_reader` (clause by clause), `patterns/` (`ranks`, 居全省第3位; `structures`,
三次产业结构), `extraction`.
"""

from embeddings.facts.records import Aspect, Fact, Measure

__all__ = ["Aspect", "Fact", "Measure"]

"""Figures of a report as statements: of what, when, where, planned or achieved, up or down.

`records` (`Fact`), `predicates` (how a figure is tied to its subject: verb, measure, direction),
`subjects` (the words that name the indicator), `restrictions` (城镇, 人均 … kept apart from them),
`periods` (the years), `aspects` (target or result), `places`, `extraction` (a report's facts).
"""

from embeddings.facts.extraction import extract_facts
from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.facts.restrictions import split_restrictions

__all__ = ["Aspect", "Fact", "Measure", "extract_facts", "split_restrictions"]

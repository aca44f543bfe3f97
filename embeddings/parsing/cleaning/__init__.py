"""Lines → lines by the table of cleaning rules, with every change recorded.

`rule` is a row of the table; `character_rules` change something inside a line, `line_rules` drop a
line (and with a tail rule all that follows), `place_rules` need more than the line; `lines` applies
them. `RULES` is the whole table, in that order.
"""

from embeddings.parsing.cleaning.character_rules import CHARACTER_RULES
from embeddings.parsing.cleaning.line_rules import LINE_RULES, TAIL_RULES
from embeddings.parsing.cleaning.lines import (
    clean_lines,
    drop_before_title,
    drop_contents,
    noisy_headings,
)
from embeddings.parsing.cleaning.place_rules import HEADING_NOISE, PLACE_RULES

__all__ = [
    "RULES",
    "clean_lines",
    "drop_before_title",
    "drop_contents",
    "noisy_headings",
]

RULES = (*CHARACTER_RULES, *LINE_RULES, *TAIL_RULES, HEADING_NOISE, *PLACE_RULES)

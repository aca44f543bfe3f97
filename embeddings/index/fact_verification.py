"""Verification of stored facts against the passages that contain them."""

from collections.abc import Iterator

import numpy as np

from embeddings.index.fact_table import (
    ASPECTS,
    MEASURES,
    NO_STRING,
    STRING_COLUMNS,
    FactTable,
)
from embeddings.index.passage_table import PassageTable
from embeddings.messages import Message

__all__ = ["fact_faults"]


def fact_faults(facts: FactTable, table: PassageTable, reports: int) -> Iterator[Message]:
    """Yield the faults of the rows of `facts`; `table` has the passages of `reports`."""
    rows, strings = facts.rows, len(facts.strings)
    for name in STRING_COLUMNS:
        wrong = (rows[name] < NO_STRING) | (rows[name] >= strings)
        if wrong.any():
            number = int(rows[name][np.argmax(wrong)])
            yield Message("found_fact_string", number=number, count=strings)
            return
    owners = rows["report"]
    if not len(rows):
        return
    if owners[0] < 0 or owners[-1] >= reports or (np.diff(owners) < 0).any():
        yield Message("found_rows_astray")
        return
    paragraphs = table.paragraphs
    places = table.first_paragraphs(reports)[owners] + rows["paragraph"] - 1
    own = paragraphs[np.clip(places, 0, len(paragraphs) - 1)]
    sound = (
        (own["report"] == owners)
        & (own["number"] == rows["paragraph"])
        & (own["start"] <= rows["clause_start"])
        & (rows["clause_start"] <= rows["start"])
        & (rows["start"] < rows["end"])
        & (rows["end"] <= own["end"])
        & (rows["clause_end"] <= own["end"])
        & (own["start"] <= rows["indicator_start"])
        & (rows["indicator_end"] <= own["end"])
        & (rows["first_year"] <= rows["last_year"])
        & (rows["measure"] < len(MEASURES))
        & (rows["aspect"] < len(ASPECTS))
    )
    if not sound.all():
        yield Message("found_fact_place", count=int((~sound).sum()), row=int(np.argmin(sound)))

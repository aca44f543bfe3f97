"""A fact of which only the words that name it are known, for a pattern to complete."""

from decimal import Decimal

from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.records import Paragraph, Report

__all__ = ["named_fact"]


def named_fact(
    report: Report,
    paragraph: Paragraph,
    names: tuple[int, int],
    *,
    measure: Measure,
    unit: str,
    year: int | None,
    aspect: Aspect,
    place: str | None,
) -> Fact:
    """Return a fact without value and indicator.

    Args:
        report: that states it.
        paragraph: that holds it.
        names: start and end of the words that name it, in the paragraph.
        measure: of the fact.
        unit: canonical.
        year: that it is of; None where unknown.
        aspect: of the fact.
        place: that it is of.
    """
    start, end = (paragraph.start + one for one in names)
    return Fact(
        report_id=report.report_id,
        paragraph=paragraph.number,
        start=end,
        end=end,
        clause_start=start,
        clause_end=end,
        indicator_start=start,
        indicator_end=end,
        indicator="",
        measure=measure,
        low=Decimal(0),
        high=Decimal(0),
        unit=unit,
        unit_class="",
        first_year=year,
        last_year=year,
        aspect=aspect,
        place=place,
    )

"""Title, year, region, issuer, date, current year and period of a report, each with its origin."""

import re
from collections.abc import Mapping, Sequence

from embeddings.messages import Message
from embeddings.parsing.metadata.kinds import kind_of_line, kind_of_text
from embeddings.parsing.metadata.offers import (
    offer_date_year,
    offer_file_name,
    offer_frequent_region,
    offer_heading_years,
    offer_signature,
    offer_speaker,
    offer_table,
    offer_title_lines,
    offer_written,
)
from embeddings.parsing.metadata.periods import planned_year, times_of
from embeddings.parsing.metadata.values import (
    COLUMNS,
    DERIVED,
    FILE_NAME,
    TABLE,
    TEXT,
    FieldValues,
    Metadata,
)
from embeddings.parsing.structure import Structure
from embeddings.records import Kind
from embeddings.text.dates import year_in
from embeddings.text.gazetteer import BUNDLED, NATION, Gazetteer

__all__ = ["infer_metadata"]

_OF_THEIR_YEAR = (
    Kind.COMMUNIQUE,
    Kind.BULLETIN,
    Kind.TABLE,
    Kind.OTHER,
)  # they plan no year after it
_GOVERNMENT_REPORT = re.compile("政府(?:的)?工作(?:的)?报告")


def infer_metadata(
    structure: Structure,
    *,
    stem: str,
    table: Mapping[str, str] | None = None,
    known: Mapping[str, str] | None = None,
    gazetteer: Gazetteer = BUNDLED,
) -> Metadata:
    """Return the metadata of a structured report.

    Sources in order: `metadata.csv` (`table`), the text's own title block and words, the file name
    (`stem`), metadata of the format (`known`: columns of a table, the title of a web page).
    `gazetteer` has the units of the reports read before: a second 城关区 is distinguished from the
    first by its city.
    """
    fields = FieldValues(gazetteer=gazetteer)
    for name, value in (table or {}).items():
        offer_written(fields, name, value, TABLE)
    lines = structure.titles
    offer_title_lines(fields, lines, TEXT)
    offer_speaker(fields, structure)
    offer_signature(fields, structure)
    offer_date_year(fields, structure)
    offer_title_lines(fields, (stem,), FILE_NAME)
    offer_file_name(fields, stem)
    offer_date_year(fields, structure)
    for name, value in (known or {}).items():
        if name == "title":
            offer_title_lines(fields, (value,), "web page" if value else "")
        else:
            offer_written(fields, name, value, COLUMNS)
    offer_date_year(fields, structure)
    fields.offer("kind", kind_of_text(lines, structure.text), DERIVED)
    if fields.values["kind"] == Kind.TABLE:
        offer_table(fields, structure)
    elif fields.values["kind"] in _OF_THEIR_YEAR:
        fields.offer("year", next(filter(None, map(year_in, lines)), None), TEXT)
    else:
        offer_heading_years(fields, structure)
        fields.offer("year", planned_year(structure.text), DERIVED)
    offer_frequent_region(fields, structure.text)
    _offer_times(fields, structure)
    _offer_issuer(fields)
    notices = _compose_title(fields, lines, stem)
    period = fields.values.get("period")
    return Metadata(
        title=fields.text("title") or stem,
        kind=Kind(fields.text("kind") or Kind.OTHER),
        year=fields.number("year"),
        region=fields.text("region"),
        issuer=fields.text("issuer"),
        date=fields.text("date"),
        current_year=fields.number("current_year"),
        period=period if isinstance(period, tuple) else None,
        origins=dict(fields.origins),
        notices=notices,
    )


def _offer_times(fields: FieldValues, structure: Structure) -> None:
    """Offer the year of 今年 in the text, and the span of years reviewed."""
    year, date = fields.number("year"), fields.text("date")
    if year is None:
        return
    if fields.values["kind"] in _OF_THEIR_YEAR:
        fields.offer("current_year", year, DERIVED)
        fields.offer("period", (year, year), TEXT)
        return
    times = times_of(
        structure.text,
        structure.sections,
        year=year,
        national=fields.text("region") == NATION,
        delivered=None if date is None else int(date[:4]),
    )
    fields.offer("current_year", times.current_year, TEXT if times.current_said else DERIVED)
    fields.offer("period", times.period, TEXT if times.period_said else DERIVED)


def _offer_issuer(fields: FieldValues) -> None:
    region = fields.text("region")
    if region == NATION:
        fields.offer("issuer", "国务院", fields.origins["region"])
    elif region is not None:
        name = fields.gazetteer.full_name(region)
        fields.offer("issuer", name if name.endswith("兵团") else f"{name}人民政府", DERIVED)


def _compose_title(fields: FieldValues, lines: Sequence[str], stem: str) -> tuple[Message, ...]:
    """Make a title from year and government if the text has no complete one."""
    if fields.text("title") is not None:
        return ()
    year, region = fields.number("year"), fields.text("region")
    if fields.values["kind"] not in (Kind.WORK_REPORT, Kind.COURT, Kind.PROCURATORATE):
        _take_own_title(fields, lines, stem)
        return ()
    if year is not None and region is not None:
        issuer = fields.text("issuer") or region
        if issuer.endswith(("法院", "检察院")):
            fields.offer("title", f"{year}年{issuer}工作报告", DERIVED)
            return ()
        place = "国务院" if region == NATION else issuer.removesuffix("人民政府")
        fields.offer("title", f"{year}年{place}政府工作报告", DERIVED)
        return ()
    own = next((line for line in lines if _GOVERNMENT_REPORT.search(line)), None)
    fields.offer("title", stem, FILE_NAME)
    if region is not None:
        return (Message("year_unknown", title=own or stem),)
    if year is not None:
        return (Message("region_unknown", title=own or stem),)
    return (Message("year_and_region_unknown", title=own or stem),)


def _take_own_title(fields: FieldValues, lines: Sequence[str], stem: str) -> None:
    """Offer a document's own title: the line with its kind, else the first, else the file name."""
    kind, year = fields.values["kind"], fields.number("year")
    titles = [line for line in lines if kind_of_line(line) == kind] or list(lines[:1])
    if not titles:
        fields.offer("title", stem, FILE_NAME)
    else:
        dated = kind == Kind.TABLE or year is None or year_in(titles[0]) is not None
        fields.offer("title", titles[0] if dated else f"{year}年{titles[0]}", TEXT)

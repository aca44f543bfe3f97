"""The metadata values of each source: title block, opening, file name, headings."""

import re
from collections.abc import Sequence

from embeddings.parsing.metadata.kinds import kind_named, kind_of_line
from embeddings.parsing.metadata.periods import heading_years
from embeddings.parsing.metadata.titles import (
    NamedUnit,
    body_of_line,
    place_of,
    place_of_file,
    place_of_line,
    subject_year,
    title_of,
)
from embeddings.parsing.metadata.values import DERIVED, FILE_NAME, TEXT, FieldValues
from embeddings.parsing.structure import Structure
from embeddings.records import Kind
from embeddings.text.dates import date_in, plain_years, year_in, years_in
from embeddings.text.gazetteer import NATION

__all__ = [
    "offer_date_year",
    "offer_file_name",
    "offer_frequent_region",
    "offer_heading_years",
    "offer_signature",
    "offer_speaker",
    "offer_table",
    "offer_title_lines",
    "offer_written",
]

_GOVERNMENT_REPORT = re.compile("政府(?:的)?工作(?:的)?[报報]告")
_WORK_REPORT = re.compile("工作[报報]告")
_SPEAKER = re.compile(
    "(?:代表|受)(?P<place>[㐀-鿿]{1,15}?(?:人民政府|政府|行政公署|行署))|代表(?P<nation>国务院|國務院)"
)
_OPENING = 600  # characters in which the speaker names the government
_LATE_MONTH = 11  # a session from November on sets the next year's tasks
_EARLY_MONTH = 7  # one from July on does if its headings say so
_SIGNED = re.compile("[（( ]*[㐀-鿿 ]{0,16}(?:19|20)\\d\\d年.{1,3}月.{1,3}日[）) ]*")
_END_LINES = 3  # last lines, which may be signature and date
_YEAR_ALONE = re.compile("(?<![0-9A-Za-z])((?:19|20)\\d\\d)(?![0-9A-Za-z])")  # no part of a hash
_ROW_YEAR = re.compile("(?:^|\\| )((?:19|20)\\d\\d)年(?:[^标期划 ]{0,4})? \\|", re.MULTILINE)
_TABLE_OF = re.compile("[㐀-鿿]{1,8}[省市州县区盟旗](?=(?:19|20)\\d\\d)")
_FEWEST_NAMED = 3  # minimum mentions of the place that a text is about
_AHEAD = 1.5  # minimum ratio to the mentions of other places, those above and below it aside


def offer_written(fields: FieldValues, name: str, value: str, origin: str) -> None:
    """Offer a value written by hand or in a column."""
    value = value.strip()
    if not value:
        return
    if name in {"year", "current_year"}:
        fields.offer(name, year_in(value), origin)
    elif name == "region":
        fields.offer(name, fields.gazetteer.canonical(value) or value, origin)
    elif name == "kind":
        fields.offer(name, kind_named(value), origin)
    elif name == "date":
        fields.offer(name, date_in(value), origin)
    elif name == "period":
        years = years_in(value)
        fields.offer(name, (min(years), max(years)) if years else None, origin)
    elif name in {"title", "issuer"}:
        fields.offer(name, value, origin)


def offer_title_lines(fields: FieldValues, lines: Sequence[str], origin: str) -> None:
    """Offer the values in the lines of a title block, or in a file name read as one."""
    for line in lines:
        fields.offer("kind", kind_of_line(line), origin)
    for line in lines:
        fields.offer("date", date_in(line), origin)
    for line in lines:
        fields.offer("year", subject_year(line), origin)
        fields.offer("issuer", body_of_line(line), origin)
        if _GOVERNMENT_REPORT.search(line) or _WORK_REPORT.search(line):
            year = year_in(line)
            if year is not None and date_in(line) is None:
                fields.offer("year", year, origin)
    for line in sorted(lines, key=lambda line: "报告" not in line):
        place = place_of_line(line)
        if place is None:
            continue
        _offer_place(fields, place, origin)
        if date_in(line) is None:
            fields.offer("title", title_of(line, file_name=origin == FILE_NAME), origin)


def offer_date_year(fields: FieldValues, structure: Structure) -> None:
    """Offer the year that a session of this date plans: its own, or the next for a late session."""
    date = fields.text("date")
    if date is None:
        return
    year, month = int(date[:4]), int(date[5:7])
    if fields.values.get("kind") == Kind.COMMUNIQUE:  # published in spring, about the year before
        named = (year_in(line) for line in structure.titles if date_in(line) is None)
        fields.offer("year", next(filter(None, named), year - 1), fields.origins["date"])
        return
    tasks, _ = heading_years(structure.sections)
    late = month >= _LATE_MONTH or (month >= _EARLY_MONTH and year + 1 in tasks)
    national = fields.text("region") == NATION
    fields.offer("year", year + (late and not national), fields.origins["date"])


def _offer_place(fields: FieldValues, place: NamedUnit, origin: str) -> None:
    if fields.text("region") is not None:
        return
    name = fields.gazetteer.canonical(place.name)
    if name is None:
        above, rest = fields.gazetteer.split_name(place.name)
        if not re.fullmatch("[㐀-鿿]{1,12}(?:县|区|市|旗|州|盟)", rest):
            return
        known = fields.gazetteer.parent(rest)
        name = rest if known is None or above is None or known == above else f"{above}{rest}"
        aliases = (place.name,) if place.name != rest else ()
        fields.gazetteer = fields.gazetteer.with_unit(name, parent=above, aliases=aliases)
    fields.offer("region", name, origin)
    if name != NATION and place.name[-1] in "省市区县州盟旗团":
        fields.offer("issuer", f"{place.name}{place.body}", origin)


def offer_speaker(fields: FieldValues, structure: Structure) -> None:
    """Offer the government named in the opening: 我代表兰州市人民政府."""
    for match in _SPEAKER.finditer(structure.text[:_OPENING]):
        place = place_of(NATION if match["nation"] else match["place"])
        if place is not None:
            _offer_place(fields, place, TEXT)


def offer_signature(fields: FieldValues, structure: Structure) -> None:
    """Offer the date below the report, if one of its last lines is a date."""
    for line in structure.text.splitlines()[-_END_LINES:]:
        if _SIGNED.fullmatch(plain_years(line)):
            fields.offer("date", date_in(line), TEXT)


def offer_file_name(fields: FieldValues, stem: str) -> None:
    """Offer the values in a file name without the word report: 甘肃_兰州_2023."""
    if "报告" in stem:
        return
    if match := _YEAR_ALONE.search(plain_years(stem)):
        fields.offer("year", int(match[1]), FILE_NAME)
    if name := place_of_file(stem):
        _offer_place(
            fields, NamedUnit(name=fields.gazetteer.full_name(name), body="人民政府"), FILE_NAME
        )


def offer_table(fields: FieldValues, structure: Structure) -> None:
    """Offer the place that a table's title begins with, and the last year with results."""
    for title in structure.titles[:1]:
        found = next((name for start, _, name in fields.gazetteer.find(title) if start == 0), None)
        if (unit := _TABLE_OF.match(title)) and found is None:
            _offer_place(fields, NamedUnit(name=unit[0], body="人民政府"), TEXT)
        fields.offer("region", found, TEXT)
    fields.offer("year", max(map(int, _ROW_YEAR.findall(structure.text)), default=None), TEXT)


def offer_heading_years(fields: FieldValues, structure: Structure) -> None:
    """Offer the year of tasks that the headings name, or the one after the year reviewed."""
    tasks, reviewed = heading_years(structure.sections)
    if tasks:
        fields.offer("year", max(tasks), TEXT)
    elif reviewed:
        fields.offer("year", max(reviewed) + 1, TEXT)


def offer_frequent_region(fields: FieldValues, text: str) -> None:
    """Offer the place that the text names by far most often, places above and below aside."""
    if fields.text("region") is not None:
        return
    counts: dict[str, int] = {}
    for _, _, name in fields.gazetteer.find(text):
        if name != NATION:
            counts[name] = counts.get(name, 0) + 1
    if not counts:
        return
    best = max(counts, key=lambda name: counts[name])
    others = [
        count
        for name, count in counts.items()
        if name != best
        and best != fields.gazetteer.parent(name)
        and name != fields.gazetteer.parent(best)
    ]
    if counts[best] >= max(_FEWEST_NAMED, _AHEAD * max(others, default=0)):
        fields.offer("region", best, DERIVED)

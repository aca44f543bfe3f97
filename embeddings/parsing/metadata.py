"""Title, year, region, issuer, date, current year and period of a report, each with its origin."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from embeddings.messages import Message
from embeddings.parsing.periods import heading_years, times_of, year_spoken_of
from embeddings.parsing.structure import Structure
from embeddings.parsing.titles import (
    Place,
    body_of_line,
    is_communique,
    place_of,
    place_of_file,
    place_of_line,
    subject_year,
    title_of,
)
from embeddings.text.dates import date_in, plain_years, year_in, years_in
from embeddings.text.gazetteer import BUNDLED, NATION, Gazetteer

__all__ = ["FIELDS", "Metadata", "infer_metadata"]

FIELDS = ("title", "year", "region", "issuer", "date", "current_year", "period")
_TEXT, _FILE_NAME, _TABLE, _DERIVED = "text", "file name", "metadata.csv", "derived"
_GOVERNMENT_REPORT = re.compile("政府(?:的)?工作(?:的)?报告")
_SPEAKER = re.compile(
    "(?:代表|受)(?P<place>[㐀-鿿]{1,15}?(?:人民政府|政府|行政公署|行署))|代表(?P<nation>国务院|國務院)"
)
_OPENING = 600  # characters in which the speaker says in whose name
_LATE_MONTH = 11  # a session from November on sets the next year's tasks
_EARLY_MONTH = 7  # one from July on does where its headings say so
_SIGNED = re.compile("[（( ]*[㐀-鿿 ]{0,16}(?:19|20)\\d\\d年.{1,3}月.{1,3}日[）) ]*")
_END_LINES = 3  # at the end, in which a report may be signed and dated
_YEAR_ALONE = re.compile("(?<![0-9A-Za-z])((?:19|20)\\d\\d)(?![0-9A-Za-z])")  # no part of a hash
_FEWEST_NAMED = 3  # times that a text must name the place that it speaks of
_AHEAD = 1.5  # times as often as any other place, those above and below it aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a report, and from where (`origins`: field → text, file name, …)."""

    title: str
    year: int | None
    region: str | None
    issuer: str | None
    date: str | None
    current_year: int | None
    period: tuple[int, int] | None
    origins: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Message, ...] = ()


@dataclass(slots=True)
class _Found:
    """Values by field; the first source that has one wins."""

    gazetteer: Gazetteer  # with the units that the report itself names
    values: dict[str, str | int | tuple[int, int]] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)

    def offer(self, name: str, value: str | int | tuple[int, int] | None, origin: str) -> None:
        if value is not None and value != "" and name not in self.values:
            self.values[name] = value
            self.origins[name] = origin

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        value = self.values.get(name)
        return value if isinstance(value, int) else None


def infer_metadata(
    structure: Structure,
    *,
    stem: str,
    table: Mapping[str, str] | None = None,
    known: Mapping[str, str] | None = None,
    gazetteer: Gazetteer = BUNDLED,
) -> Metadata:
    """Return the metadata of a structured report.

    What a person wrote in `metadata.csv` (`table`) comes first; then the text's own title block
    and words, then the file name (`stem`), then what the format knew (`known`: columns of a
    table, the title of a web page). `gazetteer` knows the units of the reports read before: a
    second 城关区 is told from the first by the city it is in.
    """
    found = _Found(gazetteer=gazetteer)
    for name, value in (table or {}).items():
        _offer_written(found, name, value, _TABLE)
    lines = structure.titles
    _offer_title_lines(found, lines, _TEXT)
    _offer_speaker(found, structure)
    _offer_signature(found, structure)
    _offer_date_year(found, structure)
    _offer_title_lines(found, (stem,), _FILE_NAME)
    _offer_file_name(found, stem)
    _offer_date_year(found, structure)
    for name, value in (known or {}).items():
        if name == "title":
            _offer_title_lines(found, (value,), "web page" if value else "")
        else:
            _offer_written(found, name, value, "columns")
    _offer_date_year(found, structure)
    _offer_heading_years(found, structure)
    found.offer("year", year_spoken_of(structure.text), _DERIVED)
    _offer_frequent_region(found, structure.text)
    _offer_times(found, structure)
    _offer_issuer(found)
    notices = _compose_title(found, lines, stem)
    period = found.values.get("period")
    return Metadata(
        title=found.text("title") or stem,
        year=found.number("year"),
        region=found.text("region"),
        issuer=found.text("issuer"),
        date=found.text("date"),
        current_year=found.number("current_year"),
        period=period if isinstance(period, tuple) else None,
        origins=dict(found.origins),
        notices=notices,
    )


def _offer_written(found: _Found, name: str, value: str, origin: str) -> None:
    """Offer a value that a person or a column gives in so many words."""
    value = value.strip()
    if not value:
        return
    if name in {"year", "current_year"}:
        found.offer(name, year_in(value), origin)
    elif name == "region":
        found.offer(name, found.gazetteer.canonical(value) or value, origin)
    elif name == "date":
        found.offer(name, date_in(value), origin)
    elif name == "period":
        years = years_in(value)
        found.offer(name, (min(years), max(years)) if years else None, origin)
    elif name in {"title", "issuer"}:
        found.offer(name, value, origin)


def _offer_title_lines(found: _Found, lines: Sequence[str], origin: str) -> None:
    for line in lines:
        found.offer("date", date_in(line), origin)
    for line in lines:
        found.offer("year", subject_year(line), origin)
        found.offer("issuer", body_of_line(line), origin)
        if _GOVERNMENT_REPORT.search(line) or "工作报告" in line:
            year = year_in(line)
            if year is not None and date_in(line) is None:
                found.offer("year", year, origin)
    for line in sorted(lines, key=lambda line: "报告" not in line):
        place = place_of_line(line)
        if place is None:
            continue
        _offer_place(found, place, origin)
        if date_in(line) is None:
            found.offer("title", title_of(line, file_name=origin == _FILE_NAME), origin)


def _offer_date_year(found: _Found, structure: Structure) -> None:
    """Offer the year that a session of this date plans: its own, or the next if it came late."""
    date = found.text("date")
    if date is None:
        return
    year, month = int(date[:4]), int(date[5:7])
    tasks, _ = heading_years(structure.sections)
    late = month >= _LATE_MONTH or (month >= _EARLY_MONTH and year + 1 in tasks)
    national = found.text("region") == NATION
    found.offer("year", year + (late and not national), found.origins["date"])


def _offer_place(found: _Found, place: Place, origin: str) -> None:
    if found.text("region") is not None:
        return
    name = found.gazetteer.canonical(place.name)
    if name is None:
        above, rest = found.gazetteer.split_name(place.name)
        if not re.fullmatch("[㐀-鿿]{1,12}(?:县|区|市|旗|州|盟)", rest):
            return
        known = found.gazetteer.parent(rest)
        name = rest if known is None or above is None or known == above else f"{above}{rest}"
        aliases = (place.name,) if place.name != rest else ()
        found.gazetteer = found.gazetteer.with_unit(name, parent=above, aliases=aliases)
    found.offer("region", name, origin)
    if name != NATION and place.name[-1] in "省市区县州盟旗团":
        found.offer("issuer", f"{place.name}{place.body}", origin)


def _offer_speaker(found: _Found, structure: Structure) -> None:
    """Offer the government in whose name the opening speaks: 我代表兰州市人民政府."""
    for match in _SPEAKER.finditer(structure.text[:_OPENING]):
        place = place_of(NATION if match["nation"] else match["place"])
        if place is not None:
            _offer_place(found, place, _TEXT)


def _offer_signature(found: _Found, structure: Structure) -> None:
    """Offer the date under the report, where its last lines have one to themselves."""
    for line in structure.text.splitlines()[-_END_LINES:]:
        if _SIGNED.fullmatch(plain_years(line)):
            found.offer("date", date_in(line), _TEXT)


def _offer_file_name(found: _Found, stem: str) -> None:
    """Offer what a file's name says without the word report: 甘肃_兰州_2023."""
    if "报告" in stem:
        return
    if match := _YEAR_ALONE.search(plain_years(stem)):
        found.offer("year", int(match[1]), _FILE_NAME)
    if name := place_of_file(stem):
        _offer_place(
            found, Place(name=found.gazetteer.full_name(name), body="人民政府"), _FILE_NAME
        )


def _offer_heading_years(found: _Found, structure: Structure) -> None:
    """Offer the year of tasks that the headings name, or the one after the year reviewed."""
    tasks, reviewed = heading_years(structure.sections)
    if tasks:
        found.offer("year", max(tasks), _TEXT)
    elif reviewed:
        found.offer("year", max(reviewed) + 1, _TEXT)


def _offer_frequent_region(found: _Found, text: str) -> None:
    """Offer the place that the text names most, by far; places above and below it do not count."""
    if found.text("region") is not None:
        return
    counts: dict[str, int] = {}
    for _, _, name in found.gazetteer.find(text):
        if name != NATION:
            counts[name] = counts.get(name, 0) + 1
    if not counts:
        return
    best = max(counts, key=lambda name: counts[name])
    others = [
        count
        for name, count in counts.items()
        if name != best
        and best not in {found.gazetteer.parent(name)}
        and name != found.gazetteer.parent(best)
    ]
    if counts[best] >= max(_FEWEST_NAMED, _AHEAD * max(others, default=0)):
        found.offer("region", best, _DERIVED)


def _offer_times(found: _Found, structure: Structure) -> None:
    """Offer what 今年 means in the text, and the span of years that is reviewed."""
    year, date = found.number("year"), found.text("date")
    if year is None:
        return
    if is_communique(found.text("title") or ""):
        found.offer("current_year", year, _DERIVED)
        found.offer("period", (year, year), _TEXT)
        return
    times = times_of(
        structure.text,
        structure.sections,
        year=year,
        national=found.text("region") == NATION,
        delivered=None if date is None else int(date[:4]),
    )
    found.offer("current_year", times.current_year, _TEXT if times.current_said else _DERIVED)
    found.offer("period", times.period, _TEXT if times.period_said else _DERIVED)


def _offer_issuer(found: _Found) -> None:
    region = found.text("region")
    if region == NATION:
        found.offer("issuer", "国务院", found.origins["region"])
    elif region is not None:
        name = found.gazetteer.full_name(region)
        found.offer("issuer", name if name.endswith("兵团") else f"{name}人民政府", _DERIVED)


def _compose_title(found: _Found, lines: Sequence[str], stem: str) -> tuple[Message, ...]:
    """Make a title from year and government where the text gives none that is complete."""
    if found.text("title") is not None:
        return ()
    year, region = found.number("year"), found.text("region")
    if year is not None and region is not None:
        issuer = found.text("issuer") or region
        if issuer.endswith(("法院", "检察院")):
            found.offer("title", f"{year}年{issuer}工作报告", _DERIVED)
            return ()
        place = "国务院" if region == NATION else issuer.removesuffix("人民政府")
        found.offer("title", f"{year}年{place}政府工作报告", _DERIVED)
        return ()
    own = next((line for line in lines if _GOVERNMENT_REPORT.search(line)), None)
    found.offer("title", stem, _FILE_NAME)
    if region is not None:
        return (Message("year_unknown", title=own or stem),)
    if year is not None:
        return (Message("region_unknown", title=own or stem),)
    return (Message("year_and_region_unknown", title=own or stem),)

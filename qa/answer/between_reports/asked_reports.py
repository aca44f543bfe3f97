"""The reports that a question over several reports is about, by its years and places."""

from collections.abc import Mapping
from dataclasses import dataclass

from embeddings.index.catalogue import all_reports
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from embeddings.text.folding import fold
from embeddings.text.gazetteer import NATION, Gazetteer
from qa.diff.asked import PlaceLevel
from qa.question.scope import newest_report
from qa.records import Retrieval

__all__ = ["AskedReports"]

_ENDINGS = {
    PlaceLevel.PROVINCE: ("省", "自治区", "特别行政区"),
    PlaceLevel.CITY: ("市", "自治州", "地区", "盟"),
    PlaceLevel.COUNTY: ("县", "区", "旗"),
}
_NAMED_YEAR = lazy_regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPAN = lazy_regex(r"\d年?度?[-—–~～至到]|年间|期间|以来")
_YEAR_BEFORE = lazy_regex(r"上一?年|去年|前一年")  # beside a year that is named: that before it
_SINCE = lazy_regex(r"年以?来|年起|年至今|年到现在")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedReports:
    """The reports of the index with the years and places that a question names."""

    reports: Mapping[str, Report]
    gazetteer: Gazetteer
    years: tuple[int, ...]  # of titles; empty where none is named
    regions: tuple[str, ...]  # empty where none is named
    text: str = ""  # of the question, folded

    @classmethod
    def of(cls, retrieval: Retrieval, term: str) -> "AskedReports":
        """Return the reports that a question is about; not years or places within `term`."""
        question, snapshot = retrieval.origin()
        scope = retrieval.scope
        start = fold(question.text).find(term) if term else -1
        inside = range(start, start + len(term)) if start >= 0 else range(0)
        within = {region.name for region in question.regions if region.start in inside}
        outside = {region.name for region in question.regions if region.start not in inside}
        years = scope.about_years
        if any(word.start in inside for word in question.times):
            others = [word for word in question.times if word.start not in inside]
            years = tuple(dict.fromkeys(year for word in others for year in word.years))
        regions = tuple(name for name in scope.regions if name in outside or name not in within)
        return cls(
            reports=snapshot.reports,
            gazetteer=snapshot.gazetteer,
            years=_title_years(years, regions, retrieval),
            regions=regions,
            text=fold(question.text),
        )

    @property
    def named_years(self) -> tuple[int, ...]:
        """The years that the question itself writes."""
        return tuple(dict.fromkeys(map(int, _NAMED_YEAR.findall(self.text))))

    @property
    def report(self) -> Report | None:
        """The report of the latest year and the place named, else the newest one."""
        year = max(self.years, default=None)
        every = all_reports(self.reports)
        dated = every if year is None else every.of_years([year])
        found = newest_report(dated, self.regions or (NATION,))
        named = found is not None and (not self.regions or found.region in self.regions)
        return found if named else None

    def absent_years(self, region: str | None = None) -> tuple[int, ...]:
        """Return the years of the question with no indexed report of its places, or of `region`."""
        regions = (region,) if region is not None else self.regions
        every = all_reports(self.reports)
        held = (every.of_regions(regions) if regions else every).years
        return tuple(year for year in self.years if year not in held)

    def is_at(self, region: str | None, level: PlaceLevel) -> bool:
        """Whether a place is of a level; a municipality is a province and a city.

        The nation has no level. Of a place unknown to the gazetteer the end of its name decides.
        """
        if region is None or region == NATION:
            return False
        if level is PlaceLevel.ANY:
            return True
        above = self.gazetteer.parent(region)
        if above is None:
            return region.endswith(_ENDINGS[level])
        if above == NATION:
            municipal = self.gazetteer.full_name(region).endswith("市")
            return level is PlaceLevel.PROVINCE or (level is PlaceLevel.CITY and municipal)
        below = self.gazetteer.parent(above) == NATION
        return level is (PlaceLevel.CITY if below else PlaceLevel.COUNTY)


def _title_years(
    years: tuple[int, ...], regions: tuple[str, ...], retrieval: Retrieval
) -> tuple[int, ...]:
    """Return the title years of the reports that a question covers.

    A year in such a question is that of a report's title: 2024年的报告. A span that ends with the
    last reviewed year (十年来 asked in 2025: 2015 to 2024) means the last reports: 2016 to 2025.
    """
    question, snapshot = retrieval.origin()
    newest = newest_report(snapshot.every, regions or (NATION,))
    if newest is None or newest.year is None:
        return years
    if _SINCE.search(question.text) and len(years) == 1:
        return tuple(range(years[0], newest.year + 1))
    relative = any("—" in note for note in retrieval.scope.notes)
    named = tuple(dict.fromkeys(map(int, _NAMED_YEAR.findall(fold(question.text)))))
    if len(named) == 1 and (relative or not years or _YEAR_BEFORE.search(question.text)):
        return named  # 和上年相比，2023年的报告: the other year is that before it
    if len(named) == 2 and not _SPAN.search(fold(question.text)):
        return tuple(sorted(named))  # 2024年和2025年的报告
    if relative and years and years[-1] == newest.year - 1:
        return tuple(year + 1 for year in years)
    return years

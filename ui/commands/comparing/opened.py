"""The analysis of an index, and the reports that a person names."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ui.commands.library import named_reports
from ui.commands.options import open_retriever
from ui.commands.terminal import Terminal
from ui.config import find_places

if TYPE_CHECKING:
    from embeddings.records import Report
    from qa.diff.analysis import ReportAnalysis

__all__ = ["chosen_report", "opened_analysis", "write_file"]

# 2025, 甘肃2025, 2025年甘肃省; whatever else stands there is a title or a file name
_PLACE_AND_YEAR = re.compile(
    r"(?P<before>[^\d\s]{0,12}?)\s*(?P<year>(?:19|20)\d\d)年?\s*(?P<after>[^\d\s]{0,12}?)(?:政府工作报告)?"
)


def opened_analysis(index: Path | None) -> "ReportAnalysis":
    """Return the analysis of the index that an option, the environment or the default names."""
    from qa.diff.analysis import analysis_of  # noqa: PLC0415  (numpy, scipy)

    return analysis_of(open_retriever(find_places(index).index, None).snapshot())


def chosen_report(name: str, reports: Mapping[str, "Report"], terminal: Terminal) -> "Report":
    """Return the report of a name, or of a year with or without its place: 2025, 甘肃2025.

    A year alone is that of the nation's report where there is one.

    Raises:
        InputError: a name of no report, or of several.
    """
    found = _PLACE_AND_YEAR.fullmatch(name.strip())
    exact = any(name in (report.report_id, report.title) for report in reports.values())
    if found is None or exact:
        return named_reports([name], reports, terminal)[0]
    from embeddings.text.gazetteer import BUNDLED, NATION  # noqa: PLC0415  (with the analysis)

    place = found["before"] or found["after"]
    dated = [report for report in reports.values() if report.year == int(found["year"])]
    if place:
        region = BUNDLED.canonical(place) or place
        dated = [report for report in dated if report.region == region]
    else:
        dated = [report for report in dated if report.region == NATION] or dated
    if len(dated) == 1:
        return dated[0]
    if len(dated) > 1:
        ids = tuple(f"{report.report_id}《{report.title}》" for report in dated)
        raise terminal.mistake("report_ambiguous", name=name, ids=ids)
    return named_reports([name], reports, terminal)[0]


def write_file(path: Path, content: str | bytes, terminal: Terminal) -> None:
    """Write a file and tell where it is."""
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    terminal.tell("diff.written", path=path)

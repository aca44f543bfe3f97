"""The choices of lists: years, regions and reports of the library."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

from embeddings.records import Report
from ui.page.components.components import Components

__all__ = ["Changes", "choices"]

Changes = dict[Any, Any]  # component → its new value; the others are unchanged


def choices(components: Components, reports: Mapping[str, Report]) -> Changes:
    """Return the lists of years, regions and reports."""
    compare = components.compare
    return {
        components.ask.years: gr.update(choices=_years(reports)),
        components.ask.regions: gr.update(choices=_regions(reports)),
        **{
            field: gr.update(choices=_titles(reports))
            for field in (components.read.chosen, compare.old, compare.new)
        },
    }


def _years(reports: Mapping[str, Report]) -> list[int]:
    return sorted({r.year for r in reports.values() if r.year is not None}, reverse=True)


def _regions(reports: Mapping[str, Report]) -> list[str]:
    return sorted({r.region for r in reports.values() if r.region})


def _titles(reports: Mapping[str, Report]) -> list[tuple[str, str]]:
    ordered = sorted(reports.values(), key=lambda r: (-(r.year or 0), r.title))
    return [(report.title, report.report_id) for report in ordered]

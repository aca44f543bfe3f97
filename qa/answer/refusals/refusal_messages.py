"""The messages of refusals: why a question is not answered, and what is indexed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from embeddings.index.stored.report_set import ReportSet
from embeddings.messages import Message
from embeddings.records import Report
from qa.records import Citation, Missing, Reason, Retrieval, ScoredPassage

__all__ = [
    "REGIONS_NAMED",
    "Holding",
    "held_text",
    "holdings",
    "missing_there",
    "nearest_ground",
    "nearest_words",
    "no_reports",
    "refusal_message",
]

REGIONS_NAMED = 8  # more are counted, not listed
_YEARS_NAMED = 3  # more are written as runs, with their count
_WORDS_SHOWN = 80  # characters of the nearest sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The years of which reports of one region are indexed."""

    region: str | None
    years: tuple[int, ...]  # ascending, each once; empty if no report has a year

    @property
    def runs(self) -> tuple[str, ...]:
        """The years as written: 1993—1995, 1997—2019; each separately if they are few."""
        runs: list[list[int]] = []
        for year in self.years:
            if runs and year == runs[-1][1] + 1 and self.counted:
                runs[-1][1] = year
            else:
                runs.append([year, year])
        return tuple(str(low) if low == high else f"{low}—{high}" for low, high in runs)

    @property
    def counted(self) -> bool:
        """Whether there are so many years that their number is given."""
        return len(self.years) > _YEARS_NAMED


def holdings(reports: Iterable[Report]) -> tuple[Holding, ...]:
    """Return the indexed years by region, in the order of the regions' first reports."""
    held = ReportSet.of(reports)
    years = held.years_by_region()
    return tuple(
        Holding(region=region, years=tuple(sorted(years[region] - {0}))) for region in held.regions
    )


def nearest_words(nearest: ScoredPassage) -> str:
    """Return the matched sentence of a passage, cut to a line or two."""
    sentence = nearest.text[nearest.match_start - nearest.start : nearest.match_end - nearest.start]
    return _cut(sentence or nearest.text)


def _cut(words: str) -> str:
    return words if len(words) <= _WORDS_SHOWN else words[: _WORDS_SHOWN - 1] + "…"


def nearest_ground(nearest: Citation | ScoredPassage) -> Message:
    """Return the message that shows a quote, or the matched sentence of a passage, as nearest."""
    words = _cut(nearest.excerpt) if isinstance(nearest, Citation) else nearest_words(nearest)
    return Message("figure_nearest", title=nearest.title, paragraph=nearest.paragraph, words=words)


def refusal_message(reason: Reason, retrieval: Retrieval, reports: Iterable[Report]) -> str:
    """Return the message of a refusal: what is missing, and what is indexed instead."""
    held = ReportSet.of(reports)
    if reason is Reason.NO_REPORT:
        return no_reports(*missing_there(retrieval, held))
    if reason is Reason.NO_FIGURE and len(retrieval):
        nearest = nearest_ground(retrieval[0]).text("zh")
        return f"报告里谈到了相关内容，但没有找到所问的事实。{nearest}"
    return f"报告里没有找到与问题相关的内容。{held_text(held)}"


def missing_there(retrieval: Retrieval, reports: ReportSet) -> tuple[Missing, ReportSet]:
    """Return what is missing with its places, and which reports there are instead.

    Where only a year is missing, these are the reports of the places asked for, if there are any.
    """
    missing, asked = retrieval.missing, retrieval.scope.regions
    own = reports.of_regions(asked) if asked and missing.years and not missing.regions else None
    if not own:
        return missing, reports
    return replace(missing, regions=tuple(name for name in asked if name in own.regions)), own


def no_reports(missing: Missing, reports: Iterable[Report]) -> str:
    """Return that nothing of the `missing` places and years is indexed, and what is."""
    return f"没有收录{_missing(missing)}的报告。{held_text(reports)}"


def _missing(missing: Missing) -> str:
    years = "、".join(f"{year}年" for year in missing.years)
    return f"{'、'.join(missing.regions)}{years}" if missing else "所问年份或地区"


def held_text(reports: Iterable[Report]) -> str:
    """Return which years of which regions are indexed: 全国1954—2025年；兰州2017年."""
    held = holdings(reports)
    if not held:
        return "现在还没有收录任何报告。"
    parts = []
    for holding in held[:REGIONS_NAMED]:
        dated = f"{'、'.join(holding.runs)}年" if holding.years else ""
        count = f"（共{len(holding.years)}份）" if holding.counted else ""
        parts.append(f"{holding.region or '地区不明'}{dated}{count}")
    more = f"等{len(held)}个地区" if len(held) > REGIONS_NAMED else ""
    return f"现有：{'；'.join(parts)}{more}。"

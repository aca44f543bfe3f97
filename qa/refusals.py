"""What a person is told when a question is not answered, and why."""

from collections.abc import Iterable, Sequence

from embeddings.records import Report
from qa.records import Missing, Reason, Retrieval, ScoredPassage

__all__ = ["refusal_message"]

_REGIONS_NAMED = 8  # more are counted, not listed


def refusal_message(reason: Reason, retrieval: Retrieval, reports: Iterable[Report]) -> str:
    """Return the message of a refusal: what is missing, and what there is instead."""
    held = list(reports)
    if reason is Reason.NO_REPORT:
        return f"没有收录{_missing(retrieval.missing)}的报告。{_holdings(held)}"
    if reason is Reason.NO_FIGURE and len(retrieval):
        nearest = retrieval[0]
        return (
            f"报告里谈到了相关内容，但没有找到所问的事实。最接近的是《{nearest.title}》"
            f"第{nearest.paragraph}段：“{_shortened(nearest)}”"
        )
    return f"报告里没有找到与问题相关的内容。{_holdings(held)}"


def _shortened(nearest: ScoredPassage) -> str:
    sentence = nearest.text[nearest.match_start - nearest.start : nearest.match_end - nearest.start]
    sentence = sentence or nearest.text
    return sentence if len(sentence) <= 80 else sentence[:79] + "…"


def _missing(missing: Missing) -> str:
    years = "、".join(f"{year}年" for year in missing.years)
    return f"{'、'.join(missing.regions)}{years}" if missing else "所问年份或地区"


def _holdings(reports: Sequence[Report]) -> str:
    """Return which years of which regions are indexed: 全国1954—2025年；兰州2017年."""
    years: dict[str, list[int]] = {}
    for report in reports:
        years.setdefault(report.region or "地区不明", []).append(report.year or 0)
    if not years:
        return "现在还没有收录任何报告。"
    parts = []
    for region, found in list(years.items())[:_REGIONS_NAMED]:
        dated = sorted({year for year in found if year})
        if not dated:
            parts.append(region)
        elif len(dated) <= 3:
            parts.append(f"{region}{'、'.join(map(str, dated))}年")
        else:
            parts.append(f"{region}{_runs(dated)}年（共{len(dated)}份）")
    more = f"等{len(years)}个地区" if len(years) > _REGIONS_NAMED else ""
    return f"现有：{'；'.join(parts)}{more}。"


def _runs(years: Sequence[int]) -> str:
    """Return 1993—1995、1997—2019 for sorted years."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return "、".join(str(low) if low == high else f"{low}—{high}" for low, high in runs)

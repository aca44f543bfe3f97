"""The text of a refusal in the reader's language.

`answer.message` is Chinese, as stored in runs; here the same is composed from the fields of a
refusal: reason and grounds, missing years and regions, the nearest passage, and the indexed
reports.
"""

from collections.abc import Iterable

from embeddings.index.stored.report_set import ReportSet
from embeddings.records import Report
from qa.answer.refusals.refusal_messages import (
    REGIONS_NAMED,
    Holding,
    holdings,
    missing_there,
    nearest_words,
)
from qa.gate.guidance import guidance_message
from qa.gate.kinds import InputKind
from qa.records import Answer, Missing, Reason
from ui.i18n.messages import message

__all__ = ["guidance_text", "refusal_text", "refusal_words"]


def refusal_words(answer: Answer, reports: Iterable[Report], language: str) -> tuple[str, str]:
    """Return the refusal as a headline and a text."""
    if answer.guidance and not answer.grounds:
        told = guidance_message(answer.guidance).text(language)
        return told, _indexed(holdings(reports), language)
    reason = answer.reason or Reason.NOTHING_NEAR
    headline = message(f"refusal.{reason.value}", language)
    if answer.grounds:
        headline = answer.grounds[0].text(language)
        if len(answer.grounds) > 1:
            return headline, answer.grounds[1].text(language)
    missing, there = Missing(), ReportSet.of(reports)
    if answer.retrieval is not None:
        missing, there = missing_there(answer.retrieval, there)
    if reason is Reason.NO_REPORT and missing:
        years = [message("page.year", language, year=year) for year in missing.years]
        named = message(
            "refusal.place",
            language,
            regions=_joined(missing.regions, language),
            years=_joined(years, language),
        )
        headline = message("refusal.missing", language, missing=named.strip())
    if reason is Reason.NO_FIGURE and answer.retrieval is not None and len(answer.retrieval):
        nearest = answer.retrieval[0]
        title, number = nearest.title, nearest.paragraph
        words = nearest_words(nearest)
        return headline, message(
            "refusal.nearest", language, title=title, number=number, words=words
        )
    return headline, _indexed(holdings(there if missing else reports), language)


def guidance_text(answer: Answer, language: str) -> str:
    """Return the guidance: on the tool in `language`, else from the catalogue."""
    if answer.guidance in (InputKind.TOOL, InputKind.FORM):
        return guidance_message(answer.guidance).text(language)
    return answer.text


def refusal_text(answer: Answer, reports: Iterable[Report], language: str) -> str:
    """Return the refusal as running text."""
    headline, below = refusal_words(answer, reports, language)
    return message("refusal.text", language, headline=headline, below=below)


def _indexed(held: tuple[Holding, ...], language: str) -> str:
    """Return the indexed years by region: 全国1954—2025年（共52份）；兰州2017年."""
    if not held:
        return message("refusal.nothing_indexed", language)
    told = []
    for holding in held[:REGIONS_NAMED]:
        region = holding.region or message("refusal.region_unknown", language)
        runs = _joined(holding.runs, language)
        key = "counted" if holding.counted else "dated" if runs else "undated"
        told.append(
            message(f"refusal.{key}", language, region=region, years=runs, count=len(holding.years))
        )
    parts = message("refusal.semicolon", language).join(told)
    key = "more_regions" if len(held) > REGIONS_NAMED else "indexed"
    return message(f"refusal.{key}", language, reports=parts, count=len(held))


def _joined(words: Iterable[str], language: str) -> str:
    return message("refusal.comma", language).join(words)

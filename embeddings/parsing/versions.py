"""Versions of one report: near-duplicates with different figures."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from embeddings.language.figures import Figure, find_figures
from embeddings.records import Report

__all__ = ["figure_differences", "version_values"]

_SENTENCE_END = re.compile("[。！？!?；;\n]+")
_SIGNS = re.compile("[\\W_]+")


def figure_differences(one: Report, other: Report) -> tuple[tuple[str, str], ...]:
    """Return the figures in which two reports differ, as (in `one`, in `other`).

    A figure without counterpart is paired with an empty text. Bare numbers (of pages, of notes) do
    not count. Common sentences are skipped; of the others, those that are equal except for their
    figures are compared.
    """
    if one.sha256 == other.sha256:
        return ()
    ours, theirs = _sentences(one), _sentences(other)
    own = [text for key, text in ours.items() if key not in theirs]
    foreign = [text for key, text in theirs.items() if key not in ours]
    if not own and not foreign:
        return ()
    found: list[tuple[str, str]] = []
    waiting: defaultdict[str, list[tuple[Figure, ...]]] = defaultdict(list)
    for text in foreign:
        figures = _figures(text)
        waiting[_skeleton(text, figures)].append(figures)
    alone: list[Figure] = []
    for text in own:
        figures = _figures(text)
        alike = waiting.get(_skeleton(text, figures))
        if not alike:
            alone += figures
            continue
        pairs = zip(figures, alike.pop(0), strict=True)
        found += [(a.text, b.text) for a, b in pairs if _value(a) != _value(b)]
    rest = [figure for figures in waiting.values() for each in figures for figure in each]
    if alone:
        known = {_value(figure) for text in theirs.values() for figure in _figures(text)}
        found += [(figure.text, "") for figure in alone if _value(figure) not in known]
    if rest:
        known = {_value(figure) for text in ours.values() for figure in _figures(text)}
        found += [("", figure.text) for figure in rest if _value(figure) not in known]
    return tuple(dict.fromkeys(found))


def version_values(
    report: Report, known: Report, differences: Sequence[tuple[str, str]]
) -> dict[str, str | int]:
    """Return what a notice says of a report and a version of it."""
    return {
        "files": "、".join(source.name for source in report.sources),
        "title": known.title,
        "count": len(differences),
        "first": differences[0][0] or "—",
        "second": differences[0][1] or "—",
    }


def _sentences(report: Report) -> dict[str, str]:
    """Return the sentences of the report's paragraphs, keyed by their letters and digits."""
    text = "\n".join(report.text[each.start : each.end] for each in report.paragraphs)
    plain = unicodedata.normalize("NFKC", text)
    sentences = _SENTENCE_END.split(plain)
    return {bare: each for each in sentences if (bare := _SIGNS.sub("", each))}


def _figures(text: str) -> tuple[Figure, ...]:
    return tuple(figure for figure in find_figures(text) if figure.unit)


def _skeleton(text: str, figures: tuple[Figure, ...]) -> str:
    """Return a sentence with a mark in place of each figure."""
    parts: list[str] = []
    place = 0
    for figure in figures:
        parts.append(text[place : figure.start])
        place = figure.end
    return "#".join(_SIGNS.sub("", part) for part in [*parts, text[place:]])


def _value(figure: Figure) -> tuple[object, ...]:
    return figure.low, figure.high, figure.unit

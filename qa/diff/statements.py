"""A report's sentences, as statements that can be compared."""

import re
from collections.abc import Collection
from functools import lru_cache

from embeddings.language.figures import Figure, find_figures
from embeddings.records import Report
from embeddings.text.folding import fold
from embeddings.text.sentences import sentence_spans
from qa.diff.records import DiffStatement

__all__ = ["bare_words", "figures_of", "masked", "statements_of"]

_SHORTEST = 4  # minimum characters without punctuation of a statement: 一、 is none
_NUMBERING = re.compile(
    r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．](?!\d)|[一二三四五六七八九十]是|第[一二三四五六七八九十]+[，、]"
)
_PUNCTUATION = re.compile(r"[^\w%‰]+")
FIGURE_MARK = "#"


def statements_of(
    report: Report, paragraphs: Collection[int] | None = None
) -> tuple[DiffStatement, ...]:
    """Return the sentences of a report, or of some `paragraphs`, in reading order.

    The shortest are left out. Paragraphs are named by their numbers, from 1.
    """
    found = []
    for paragraph in report.paragraphs:
        if paragraphs is not None and paragraph.number not in paragraphs:
            continue
        text = report.text[paragraph.start : paragraph.end]
        section = report.section_of(paragraph)
        for start, end in sentence_spans(text):
            sentence = text[start:end]
            if len(_PUNCTUATION.sub("", sentence)) < _SHORTEST:
                continue
            found.append(
                DiffStatement(
                    paragraph=paragraph.number,
                    start=paragraph.start + start,
                    end=paragraph.start + end,
                    text=sentence,
                    role=report.role_of(paragraph),
                    section=section.title if section is not None else "",
                )
            )
    return tuple(found)


@lru_cache(maxsize=4096)
def figures_of(text: str) -> tuple[Figure, ...]:
    """Return the figures of a sentence that are values, without years and item numbers."""
    numbering = _NUMBERING.match(text)
    first = numbering.end() if numbering else 0
    return tuple(
        figure
        for figure in find_figures(text)
        if figure.start >= first and figure.unit not in {"年", "月", "日", "号"}
    )


def masked(text: str) -> str:
    """Return a sentence folded, its figures replaced by a mark, without its list number."""
    numbering = _NUMBERING.match(text)
    position = numbering.end() if numbering else 0
    pieces = []
    for figure in figures_of(text):
        pieces += [text[position : figure.start], f"{FIGURE_MARK}{figure.unit}"]
        position = figure.end
    pieces.append(text[position:])
    return fold("".join(pieces))


def bare_words(text: str) -> str:
    """Return a masked sentence without punctuation and white space."""
    return re.sub(r"[^\w%‰#]+", "", masked(text))

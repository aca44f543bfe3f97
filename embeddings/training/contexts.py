"""The headings above the paragraphs that the written questions ask about.

A passage is embedded with its report's title and headings; training shows the model the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from embeddings.parsing.reports import read_reports
from embeddings.text.folding import fold
from embeddings.training.sources import WrittenQuestion

__all__ = ["heading_contexts"]

_ALIKE = 40  # characters at a paragraph's start that tell it from every other of its report


def heading_contexts(
    questions: Sequence[WrittenQuestion], report_files: Iterable[Path]
) -> list[str]:
    """Return, for each question, the headings above its paragraph, folded; empty if unknown."""
    headings: dict[tuple[str, str], str] = {}
    for path in report_files:
        for report in read_reports(path):
            for paragraph in report.paragraphs:
                text = report.text[paragraph.start : paragraph.end]
                place = (report.title, _start_of(text))
                headings[place] = fold(" ".join(report.heading_path(paragraph)))
    return [headings.get((one.report, _start_of(one.paragraph)), "") for one in questions]


def _start_of(text: str) -> str:
    return fold(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))[:_ALIKE]

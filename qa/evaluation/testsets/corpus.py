"""The texts of a public test set as reports."""

import hashlib
from collections.abc import Sequence

from embeddings.records import Paragraph, Report, SourceFile

__all__ = ["corpus_report"]


def corpus_report(name: str, title: str, paragraphs: Sequence[str], *, file: str) -> Report:
    """Return a report of `paragraphs`, each stored unchanged, without year and region.

    Args:
        name: unique in its set; part of the id, since public sets repeat texts.
        title: as the set has it; may be empty.
        paragraphs: blank ones are left out.
        file: the file of the set that holds the text.
    """
    placed: list[Paragraph] = []
    pieces: list[str] = []
    start = 0
    for paragraph in paragraphs:
        if not paragraph.strip():
            continue
        end = start + len(paragraph)
        placed.append(Paragraph(number=len(placed) + 1, start=start, end=end, section=None))
        pieces.append(paragraph)
        start = end + 1
    text = "\n".join(pieces)
    return Report(
        report_id=hashlib.sha256(f"{name}\0{text}".encode()).hexdigest()[:12],
        title=title or name,
        year=None,
        region=None,
        issuer=None,
        date=None,
        current_year=None,
        period=None,
        origins={},
        sources=(
            SourceFile(
                path=file, name=name, format="jsonl", encoding="utf-8", sha256="", size=len(text)
            ),
        ),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        sections=(),
        paragraphs=tuple(placed),
    )

"""The training reports as the encoder of a fold indexes them, and those of cities and provinces."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from embeddings.encoders.encoder import load_encoder
from embeddings.encoders.static import StaticEncoder
from embeddings.indexing.update import index_paths
from embeddings.training.local import extract_reports
from embeddings.training.sources import shared_directory
from qa.retrieval.retriever import Retriever
from qa.training.questions.written_questions import (
    WrittenQuestion,
    read_local,
    read_written,
)

__all__ = ["fold_encoder", "fold_retriever", "local_retriever", "write_news"]


def fold_encoder(folds: Path, fold: int) -> StaticEncoder:
    """Return the encoder trained without the questions of `fold`; it lies in `folds`."""
    return StaticEncoder(folds / f"fold-{fold}", name=f"fold-{fold}")


def fold_retriever(folds: Path, work: Path, fold: int) -> Retriever:
    """Return a retriever over the State Council reports and the news, by the encoder of `fold`."""
    encoder = fold_encoder(folds, fold)
    index = work / f"council-{fold}-{encoder.revision[:12]}"
    with tempfile.TemporaryDirectory() as folder:
        write_news(read_written(), Path(folder))
        reports = shared_directory() / "data" / "reports" / "council"
        index_paths([reports, Path(folder)], index, encoder=encoder)
    return Retriever.open(index, encoder=encoder)


def local_retriever(work: Path, name: str, *, held_out: bool) -> Retriever:
    """Return a retriever over the reports that one half of a set of local questions is asked of.

    By the bundled encoder, which has seen none of these questions.
    """
    titles = {one.over for one in read_local(name, held_out=held_out)}
    half = "held-out" if held_out else "open"
    index = work / f"{name}-{half}-{load_encoder().revision[:12]}"
    with tempfile.TemporaryDirectory() as folder:
        archive = shared_directory() / "data" / "reports" / "local.tar.xz"
        index_paths(extract_reports(archive, titles, Path(folder)), index)
    return Retriever.open(index)


def write_news(questions: Iterable[WrittenQuestion], folder: Path) -> int:
    """Write the news paragraphs of each source as a file; return how many files."""
    news: dict[str, dict[str, None]] = {}
    for question in questions:
        for name, paragraph in zip(question.reports, question.paragraphs, strict=True):
            if name.startswith("local-"):
                news.setdefault(name, {})[paragraph] = None
    for name, paragraphs in news.items():
        text = "\n".join((name, *paragraphs))
        (folder / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    return len(news)

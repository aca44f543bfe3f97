"""The training material as token ids, kept on disk between runs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from embeddings.text.sentences import sentence_spans
from embeddings.training.ragged import Ragged, tokenize
from embeddings.training.sources import (
    Pair,
    city_names,
    documents,
    documents_of,
    pairs,
    written_questions,
)
from embeddings.training.vocabulary import build_tokenizer, count_words

__all__ = ["TrainingMaterial", "prepare"]

_PARAGRAPH = 300  # characters: a longer line is cut into paragraphs of about this length
_SENTENCE_AT_LEAST = 8  # characters
_OFFICIAL = frozenset({"congress", "gov_policies_2019", "ncp_policies_docs", "policy", "xwlb_news"})
_DOMAIN_WEIGHT = 3  # times that the official register counts in the vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingMaterial:
    """The material of a training run.

    `paragraphs` row i lists the sentences of paragraph i; `sentences` their tokens. `queries` and
    `positives` are the real pairs, row by row, `answers` the sentence of the positive that holds
    the answer (empty where none is known), `pair_sources` the file that each is from.
    """

    tokenizer: Tokenizer
    sentences: Ragged
    paragraphs: Ragged
    queries: Ragged
    positives: Ragged
    answers: Ragged
    pair_sources: tuple[str, ...]
    official_sentences: npt.NDArray[np.bool_]  # of the official register: not news, not science


def prepare(train: Path, directory: Path, rows: int) -> TrainingMaterial:
    """Return the material for a vocabulary of `rows`, made once and then read from `directory`."""
    folder = directory / f"v2-rows-{rows}"
    if not (folder / "done").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write(train, folder, rows)
        (folder / "done").touch()
    return _read(folder)


def _write(train: Path, folder: Path, rows: int) -> None:
    counts = count_words(documents(train))
    close = [text for name in sorted(_OFFICIAL) for text in documents_of(train, name)]
    close += [text for one in written_questions(train) for text in (one.question, one.paragraph)]
    for word, count in count_words(close).items():
        counts[word] += _DOMAIN_WEIGHT * count
    counts.update(
        count_words(text for pair in pairs(train) for text in (pair.query, pair.positive))
    )
    tokenizer = build_tokenizer(counts, rows, city_names(train))
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    texts: list[str] = []
    sentence_counts: list[int] = []
    official: list[bool] = []
    for path in sorted((train / "text").glob("*.jsonl.xz")):
        name = path.name.removesuffix(".jsonl.xz")
        for paragraph in _paragraphs(documents_of(train, name)):
            texts += paragraph
            official += [name in _OFFICIAL] * len(paragraph)
            sentence_counts.append(len(paragraph))
    np.save(folder / "official.npy", np.array(official))
    sentences = tokenize(tokenizer, texts)
    np.savez(folder / "sentences.npz", values=sentences.values, bounds=sentences.bounds)
    np.save(folder / "paragraphs.npy", np.cumsum([0, *sentence_counts], dtype=np.int64))
    kept = list(pairs(train))
    for name, column in (
        ("queries", [pair.query for pair in kept]),
        ("positives", [pair.positive for pair in kept]),
        ("answers", [_answer_sentence(pair) for pair in kept]),
    ):
        ragged = tokenize(tokenizer, column)
        np.savez(folder / f"{name}.npz", values=ragged.values, bounds=ragged.bounds)
    (folder / "sources.txt").write_text("\n".join(p.source for p in kept), encoding="utf-8")


def _paragraphs(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield each paragraph of two sentences or more as its sentences."""
    for document in texts:
        for line in document.splitlines():
            sentences = [line[s:e] for s, e in sentence_spans(line) if e - s >= _SENTENCE_AT_LEAST]
            paragraph: list[str] = []
            length = 0
            for sentence in sentences:
                paragraph.append(sentence)
                length += len(sentence)
                if length >= _PARAGRAPH:
                    yield paragraph
                    paragraph, length = [], 0
            if len(paragraph) > 1:
                yield paragraph


def _answer_sentence(pair: Pair) -> str:
    """Return the sentence of the positive that holds the answer; empty where none does."""
    place = pair.positive.find(pair.answer) if len(pair.answer) > 1 else -1
    if place < 0:
        return ""
    for start, end in sentence_spans(pair.positive):
        if start <= place < end:
            return pair.positive[start:end]
    return ""


def _read(folder: Path) -> TrainingMaterial:
    bounds = np.load(folder / "paragraphs.npy")
    return TrainingMaterial(
        tokenizer=Tokenizer.from_file(str(folder / "tokenizer.json")),
        sentences=_load(folder / "sentences.npz"),
        paragraphs=Ragged(values=np.arange(bounds[-1], dtype=np.int32), bounds=bounds),
        queries=_load(folder / "queries.npz"),
        positives=_load(folder / "positives.npz"),
        answers=_load(folder / "answers.npz"),
        official_sentences=np.load(folder / "official.npy"),
        pair_sources=tuple((folder / "sources.txt").read_text(encoding="utf-8").split("\n")),
    )


def _load(path: Path) -> Ragged:
    with np.load(path) as arrays:
        return Ragged(values=arrays["values"], bounds=arrays["bounds"])

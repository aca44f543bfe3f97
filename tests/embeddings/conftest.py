"""Reports and an encoder that are small enough to work out by hand."""

import gzip
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embeddings.records import Paragraph, Report, Role, Section, SourceFile
from embeddings.store.pointer import current_snapshot, switch_pointer

MakeReport = Callable[..., Report]
Change = Callable[[Path, dict[str, Any]], object]  # of a snapshot's folder and its manifest


class HashingEncoder:
    """A real encoder without training: hashed character n-grams, unit length."""

    dimension = 64

    def __init__(self, name: str = "hashing", revision: str = "1") -> None:
        self.name = name
        self.revision = revision
        self.passages_encoded = 0

    def encode_questions(self, texts: Sequence[str]) -> np.ndarray:
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        self.passages_encoded += len(texts)
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for size in (1, 2, 3):
                for place in range(len(text) - size + 1):
                    digest = hashlib.blake2b(text[place : place + size].encode(), digest_size=4)
                    number = int.from_bytes(digest.digest(), "little")
                    vectors[row, number % self.dimension] += 1 if number & (1 << 20) else -1
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.where(norms == 0, 1, norms)


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture
def make_encoder() -> type[HashingEncoder]:
    return HashingEncoder


@pytest.fixture
def make_report() -> MakeReport:
    return report_of


def report_of(
    title: str, *sections: tuple[str, Sequence[str]], year: int = 2017, region: str = "兰州"
) -> Report:
    """Return a report of (heading, paragraphs) sections; the heading "" is none."""
    text = title
    found_sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    for heading, body in sections:
        number = None
        if heading:
            number = len(found_sections)
            start = len(text) + 1
            text += "\n" + heading
        for paragraph in body:
            begin = len(text) + 1
            text += "\n" + paragraph
            paragraphs.append(
                Paragraph(number=len(paragraphs) + 1, start=begin, end=len(text), section=number)
            )
        if heading:
            found_sections.append(
                Section(
                    number=number,
                    level=1,
                    title=heading,
                    path=(heading,),
                    role=Role.REVIEW,
                    start=start,
                    end=len(text),
                )
            )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        report_id=digest[:12],
        title=title,
        year=year,
        region=region,
        issuer=None,
        date=None,
        current_year=year,
        period=(year - 1, year - 1),
        origins={"title": "text"},
        sources=(
            SourceFile(
                path=f"/reports/{title}.txt",
                name=f"{title}.txt",
                format="txt",
                encoding="utf-8",
                sha256=digest,
                size=len(text.encode()),
            ),
        ),
        sha256=digest,
        text=text,
        sections=tuple(found_sections),
        paragraphs=tuple(paragraphs),
    )


@pytest.fixture(scope="session")
def report_text() -> list[str]:
    """The lines of the Lanzhou report once, without what cleaning takes out of them."""
    seed = Path(__file__).parents[2] / "seeds" / "000_06042aab8e8de241.txt"
    lines = seed.read_text(encoding="utf-8").split("\n")[:79]
    return [line.replace("二号首长", "").replace("静州往事", "").replace("*", "") for line in lines]


@pytest.fixture
def change_snapshot() -> Callable[[Path, Change], None]:
    """Changes the current snapshot with its manifest, as another version would have written it."""

    def changed(directory: Path, change: Change) -> None:
        path = directory / "snapshots" / current_snapshot(directory)
        manifest = json.loads((path / "manifest.json").read_bytes())
        change(path, manifest)
        stored = json.dumps(manifest).encode()
        (path / "manifest.json").write_bytes(stored)
        switch_pointer(directory, path.name, hashlib.sha256(stored).hexdigest())

    return changed


@pytest.fixture
def stored_bytes() -> Callable[[Path], bytes]:
    """Returns the bytes of every file of an index, texts inflated."""

    def content(directory: Path) -> bytes:
        files = [path for path in directory.rglob("*") if path.is_file()]
        return b"\0".join(
            gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            for path in files
        )

    return content


@pytest.fixture
def files(tmp_path):
    """Two report files."""
    reports = tmp_path / "reports"
    reports.mkdir()
    paths = []
    for year in (2015, 2016):
        path = reports / f"{year}.txt"
        lines = [f"{year}年兰州市政府工作报告", "各位代表：", "一、过去一年工作回顾"]
        lines += [f"第{n}项工作完成投资{year + n}亿元，新建学校{n}所。" for n in range(1, 40)]
        path.write_text("\n".join(lines), encoding="utf-8")
        paths.append(path)
    return paths

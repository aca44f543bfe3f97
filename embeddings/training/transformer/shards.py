"""Training text in shards small enough to carry: folded, one document per line."""

import json
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path

from embeddings.text.folding import fold

__all__ = ["read_shards", "write_shards"]

SHARD_BYTES = 60_000_000
TEXT_FIELDS = ("text", "content", "abstract", "paragraph")


def write_shards(sources: Sequence[Path], directory: Path, *, limit: int | None = None) -> int:
    """Write the documents of xz-compressed JSON lines as `shard-000.txt` …; return characters.

    Args:
        sources: files whose rows have a text field.
        directory: made where it does not exist.
        limit: documents at most, for a smoke test.
    """
    directory.mkdir(parents=True, exist_ok=True)
    characters = documents = number = 0
    room = SHARD_BYTES
    shard = (directory / "shard-000.txt").open("w", encoding="utf-8")
    for source in sources:
        for text in _documents(source):
            if limit is not None and documents >= limit:
                break
            line = fold(" ".join(text.split())) + "\n"
            size = len(line.encode())
            if size > room:
                shard.close()
                number += 1
                shard = (directory / f"shard-{number:03}.txt").open("w", encoding="utf-8")
                room = SHARD_BYTES
            shard.write(line)
            room -= size
            characters += len(line)
            documents += 1
    shard.close()
    return characters


def read_shards(directory: Path) -> Iterator[str]:
    """Yield the documents of a shard directory, in order."""
    for path in sorted(directory.glob("shard-*.txt")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield line.rstrip("\n")


def _documents(source: Path) -> Iterator[str]:
    with lzma.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for name in TEXT_FIELDS:
                if isinstance(row.get(name), str) and row[name].strip():
                    yield row[name]
                    break

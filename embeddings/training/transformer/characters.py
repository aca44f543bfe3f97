"""Characters as tokens: what a small Chinese model needs, and spans stay spans."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

__all__ = ["CLS", "MASK", "PAD", "SEP", "UNKNOWN", "Characters"]

PAD, UNKNOWN, CLS, SEP, MASK = range(5)


class Characters:
    """Characters ↔ ids; ids 0–4 are padding, unknown, start, separator and mask."""

    def __init__(self, signs: Iterable[str]) -> None:
        self.signs = list(signs)
        self._ids = {sign: number for number, sign in enumerate(self.signs, 5)}

    def __len__(self) -> int:
        return 5 + len(self.signs)

    def encode(self, text: str) -> list[int]:
        """Return one id per code point."""
        return [self._ids.get(sign, UNKNOWN) for sign in text]

    def save(self, path: Path) -> None:
        """Write the signs as a JSON list."""
        path.write_text(json.dumps(self.signs, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Characters":
        """Read what `save` wrote."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    @classmethod
    def count(cls, documents: Iterable[str], *, size: int = 8000) -> "Characters":
        """Return the `size` most frequent characters of `documents`."""
        counts: Counter[str] = Counter()
        for document in documents:
            counts.update(document)
        return cls(sign for sign, _ in counts.most_common(size - 5))

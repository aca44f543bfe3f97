"""Write `qa/data/tables/word_rarity.tsv`.

`python -m qa.training.tables.rarity SHARED/data/train` counts the words.
"""

import argparse
import math
from collections import Counter
from itertools import islice
from pathlib import Path

from embeddings.text.segmentation import segment
from embeddings.training.sources import documents

__all__ = ["main"]

_PIECE = 300  # characters, about a paragraph of a report
_LONGEST = 3000  # characters: longer documents are laws and books, which would outweigh the rest
_PIECES_MOST = 5  # per document
_EVERY = 3  # documents: one of three is enough for words that matter
_WORDS_KEPT = 24_000


def main() -> None:
    """Count, and write the table of the most frequent words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path, help="the folder with text/")
    parser.add_argument("--output", type=Path, default=Path("qa/data/tables/word_rarity.tsv"))
    arguments = parser.parse_args()
    holding: Counter[str] = Counter()
    pieces = 0
    for number, document in enumerate(documents(arguments.train)):
        if number % _EVERY or len(document) > _LONGEST:
            continue
        for start in range(0, min(len(document), _PIECES_MOST * _PIECE), _PIECE):
            holding.update(set(segment(document[start : start + _PIECE]).words))
            pieces += 1
    rows = (
        (word, round(10 * math.log(pieces / count)))
        for word, count in sorted(holding.most_common(), key=lambda entry: (-entry[1], entry[0]))
        if any("一" <= sign <= "鿿" or (sign.isascii() and sign.isalpha()) for sign in word)
        and "\t" not in word
    )
    lines = [f"{word}\t{tenths}\n" for word, tenths in islice(rows, _WORDS_KEPT)]
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} words from {pieces} pieces → {arguments.output}")


if __name__ == "__main__":
    main()

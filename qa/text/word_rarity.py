"""Word rarity in official Chinese (inverse document frequency), the weight of a question's word.

The table `data/tables/word_rarity.tsv` has word and 10 × ln(N / n), where n of N pieces of about
300 characters of news, laws and policy documents contain it (`qa.training.tables.rarity`). It is
independent of the indexed reports, so that one report is matched as well as fifty.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

__all__ = ["UNSEEN", "known_words", "rarity"]

UNSEEN = 9.0  # nats: of a word in fewer than about 9 of the 72,000 pieces


@lru_cache(maxsize=1)
def _table() -> dict[str, float]:
    text = files("qa").joinpath("data/tables/word_rarity.tsv").read_text("utf-8")
    cells = text.replace("\n", "\t").split("\t")
    tenths = cells[1::2]
    nats = {written: int(written) / 10 for written in set(tenths)}  # few: 24,000 words take 3 ms
    return dict(zip(cells[::2], map(nats.__getitem__, tenths), strict=False))


def known_words() -> Mapping[str, float]:
    """Return the words of the table, the vocabulary of official Chinese, with their rarities."""
    return _table()


def rarity(word: str) -> float:
    """Return ln(N / n) of a folded word, in nats: about 1 for 的, 5 for 棚户区, 9 unseen."""
    table = _table()
    value = table.get(word)
    if value is not None:
        return value
    if word[:1].isdigit():
        return 4.0  # figures are matched separately and weigh little as words
    return UNSEEN

"""How rare a word is in official Chinese: the weight of a question's word.

The table `data/tables/word_rarity.tsv` holds word and 10 × ln(N / n), where n of N pieces of about
300 characters of news, laws and policy documents hold it (`qa.training.rarity`). No indexed report
is needed, so that one report alone is matched as well as fifty.
"""

from functools import lru_cache
from importlib.resources import files

__all__ = ["UNSEEN", "known_words", "rarity"]

UNSEEN = 9.0  # nats: a word that stands in fewer than about 9 of the 72,000 pieces


@lru_cache(maxsize=1)
def _table() -> dict[str, float]:
    lines = files("qa").joinpath("data/tables/word_rarity.tsv").read_text("utf-8").splitlines()
    return {word: int(tenths) / 10 for word, tenths in (line.split("\t") for line in lines)}


def known_words() -> frozenset[str]:
    """Return the words of the table: what official Chinese is written with."""
    return frozenset(_table())


def rarity(word: str) -> float:
    """Return ln(N / n) of a folded word, in nats: about 1 for 的, 5 for 棚户区, 9 unseen."""
    table = _table()
    value = table.get(word)
    if value is not None:
        return value
    if word[:1].isdigit():
        return 4.0  # figures are matched as such; as words they say little
    return UNSEEN

"""Some of the local reports, unpacked from their archive: one a place."""

from pathlib import Path
from random import Random

from embeddings.training.local import extract_reports, titles_by_place

__all__ = ["unpack_reports"]

_YEARS = range(2006, 2026)  # with reviews of one year, in sections with headings


def unpack_reports(archive: Path, folder: Path, count: int, seed: int) -> list[Path]:
    """Write `count` reports of as many places into `folder`, and return their paths."""
    by_place = titles_by_place(archive, _YEARS)
    chance = Random(seed)
    places = chance.sample(sorted(by_place), min(count, len(by_place)))
    chosen = {chance.choice(by_place[place]) for place in places}
    return extract_reports(archive, chosen, folder)

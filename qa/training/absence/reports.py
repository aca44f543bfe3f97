"""Some of the local reports, unpacked from their archive: one a place."""

import re
import tarfile
from collections import defaultdict
from pathlib import Path
from random import Random

__all__ = ["unpack_reports"]

_NAME = re.compile(r"(?P<year>\d{4})年(?P<place>.+?)(?:人民)?政府工作报告\.md$")
_YEARS = range(2006, 2026)  # with reviews of one year, in sections with headings


def unpack_reports(archive: Path, folder: Path, count: int, seed: int) -> list[Path]:
    """Write `count` reports of as many places into `folder`, and return their paths."""
    with tarfile.open(archive) as packed:
        by_place: dict[str, list[str]] = defaultdict(list)
        for name in sorted(packed.getnames()):
            match = _NAME.search(Path(name).name)
            if match is not None and int(match["year"]) in _YEARS:
                by_place[match["place"]].append(name)
    chance = Random(seed)
    places = chance.sample(sorted(by_place), min(count, len(by_place)))
    chosen = {chance.choice(by_place[place]) for place in places}
    written = []
    with tarfile.open(archive) as packed:
        for member in packed:
            content = packed.extractfile(member) if member.name in chosen else None
            if content is not None:
                path = folder / Path(member.name).name
                path.write_bytes(content.read())
                written.append(path)
    return sorted(written)

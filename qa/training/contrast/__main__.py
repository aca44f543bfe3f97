"""Writes the questions that the sentence encoder's low-rank maps are fitted on.

    python -m qa.training.contrast --output FILE

Written questions over State Council reports and news and questions over the open half of local
reports, less fold 0 of each; questions made by program over reports that no set asks of; public
pairs. A local question's negatives come from its report and two of other years of its place.
"""

import argparse
import re
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from random import Random

from embeddings.errors import GovreportError
from embeddings.parsing.reports import read_reports
from embeddings.records import Report
from embeddings.training.local import (
    LOCAL_SETS,
    extract_reports,
    is_held_out,
    local_rows,
    report_asked,
)
from embeddings.training.low_rank.questions import ContrastedQuestion, save_questions
from embeddings.training.sentence.folds import HELD_OUT_FOLD
from embeddings.training.sources import shared_directory
from qa.training.contrast.asked import (
    council_questions,
    local_asked,
    made_questions,
    news_questions,
    public_pairs,
)
from qa.training.contrast.pools import Pool
from qa.training.ranking.examples import council_reports

__all__ = ["main"]

_SEED = 14
_MADE_OVER = 220  # reports
_MADE_SINCE = 1998
_NEIGHBOURS = 2  # reports of other years of a place, the nearest
_COUNCIL, _LOCAL = 8, 6  # negatives from the report asked, and from others
_TITLE = re.compile(r"(?P<year>\d{4})年(?P<place>.+?)(?:人民)?政府工作报告")
_SEED_PLACE = "兰州"  # a dev set asks of it


def main() -> None:
    """Make and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--made-over", type=int, default=_MADE_OVER, help="reports")
    arguments = parser.parse_args()
    data = shared_directory() / "data"
    draw = Random(_SEED)
    pool = Pool(council_reports(), near=_COUNCIL, far=_COUNCIL)
    found = pool.contrasted(council_questions(data / "train"), "", draw)
    found += news_questions(data / "train")
    found += _local(data / "reports" / "local.tar.xz", arguments.made_over, draw)
    found += public_pairs(data / "train")
    kept = [one for one in found if one.fold != HELD_OUT_FOLD and len(one.negatives) > 1]
    save_questions(kept, arguments.output)
    print(Counter(one.source for one in kept).most_common())


def _local(archive: Path, made_over: int, draw: Random) -> Iterator[ContrastedQuestion]:
    asked = local_asked()
    dated = _dated_titles(archive)
    taken = {report_asked(row) for name in LOCAL_SETS for row in local_rows(name)}
    free = sorted(
        title
        for title, (place, year) in dated.items()
        if title not in taken and _SEED_PLACE not in place and year >= _MADE_SINCE
    )
    made = set(draw.sample(free, min(made_over, len(free))))
    wanted = _wanted(dated, {*asked, *made})
    with tempfile.TemporaryDirectory() as folder:
        extract_reports(archive, {one for some in wanted.values() for one in some}, Path(folder))
        for place, titles in sorted(wanted.items()):
            reports = _read([Path(folder) / f"{title}.md" for title in titles])
            own = [one for title in titles for one in asked.get(title, ())]
            own += [
                one
                for report in reports
                if report.title in made and report.region
                for one in made_questions(report, draw)
            ]
            if own:
                yield from Pool(reports, near=_LOCAL, far=_LOCAL).contrasted(own, place, draw)


def _dated_titles(archive: Path) -> dict[str, tuple[str, int]]:
    with tarfile.open(archive) as members:
        names = sorted(PurePosixPath(name).stem for name in members.getnames())
    matches = ((name, _TITLE.fullmatch(name)) for name in names)
    return {name: (one["place"], int(one["year"])) for name, one in matches if one}


def _wanted(dated: Mapping[str, tuple[str, int]], chosen: set[str]) -> dict[str, list[str]]:
    """Return by place the titles chosen and their neighbours, none that is held out."""
    found: dict[str, set[str]] = defaultdict(set)
    for title in chosen & set(dated):
        place, year = dated[title]
        others = sorted(
            (abs(other - year), name)
            for name, (at, other) in dated.items()
            if at == place and name != title and not is_held_out(name)
        )
        found[place] |= {title, *(name for _, name in others[:_NEIGHBOURS])}
    return {place: sorted(titles) for place, titles in found.items()}


def _read(paths: Sequence[Path]) -> list[Report]:
    found: list[Report] = []
    for path in paths:
        try:
            found += read_reports(path)
        except GovreportError as err:
            print(f"{path.name}: left out: {err}")
    return found


if __name__ == "__main__":
    main()

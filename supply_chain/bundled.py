"""The models and tables in the wheel that are no code, with their licences: `bundled.tsv`."""

import csv
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Bundled", "read_bundled"]

_TABLE = Path(__file__).with_name("bundled.tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundled:
    """A file of the wheel, or a folder with all that is in it."""

    path: str  # from the root of the project; of a folder it ends with /
    content: str
    licence: str  # an SPDX expression
    source: str

    def covers(self, file: str) -> bool:
        """Whether `file`, from the root of the project, is this or in it."""
        return file.startswith(self.path) if self.path.endswith("/") else file == self.path


def read_bundled(table: Path = _TABLE) -> tuple[Bundled, ...]:
    """Return the rows of the table in its order."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(Bundled(**row) for row in rows)

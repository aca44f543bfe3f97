"""The pinned requirements of `constraints.txt` and `requirements.lock`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

__all__ = ["Pin", "read_pins"]

_HASH = re.compile(r"\s--hash=(sha256:[0-9a-f]{64})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One distribution in one version, where its marker holds."""

    name: str  # normalised as the index does
    version: str
    marker: str  # "" where it is always installed
    hashes: tuple[str, ...]  # `sha256:…` of every file of this version, none in constraints


def read_pins(path: Path) -> tuple[Pin, ...]:
    """Return the pins of a requirements file in its order.

    Raises:
        ValueError: a line that does not pin one version.
    """
    return tuple(map(_pin, _lines(path.read_text(encoding="utf-8"))))


def _lines(text: str) -> Iterator[str]:
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _pin(line: str) -> Pin:
    requirement = Requirement(_HASH.sub("", line))
    specifiers = list(requirement.specifier)
    if len(specifiers) != 1 or specifiers[0].operator != "==":
        raise ValueError(f"a pin names one version (name==1.0): found {line[:80]!r}")
    return Pin(
        name=canonicalize_name(requirement.name),
        version=specifiers[0].version,
        marker=str(requirement.marker or ""),
        hashes=tuple(_HASH.findall(line)),
    )

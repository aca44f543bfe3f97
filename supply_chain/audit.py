"""The pins asked after at an index that knows advisories: `python -m supply_chain.audit`.

pip-audit asks PyPI about every pin of `constraints.txt` that holds on this system. A pin with a
known weakness is named with the release that mends it, and the exit status is 1. Where no index
answers, or one that knows no advisories (a mirror), that is said in a line, and nothing is
held to be clean: the first pin is asked after alone, and no other one then.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.markers import Marker

from supply_chain.pins import Pin, read_pins

__all__ = ["Audit", "AuditError", "ask_index", "audit", "main"]

_ROOT = Path(__file__).parents[1]
_SECONDS = 15  # that an index may take for one pin


class AuditError(Exception):
    """No index answered; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What an index said of the pins."""

    clean: int  # pins without an advisory
    weak: tuple[str, ...]  # a line for each advisory: pin, advisory, releases that mend it
    unknown: tuple[str, ...]  # pins that the index does not have


Ask = Callable[[Sequence[Pin]], list[dict[str, Any]]]


def audit(pins: Sequence[Pin], ask: Ask) -> Audit:
    """Return what `ask` tells of the pins that hold on this system.

    Raises:
        AuditError: no index, or one without advisories.
    """
    here = [pin for pin in pins if not pin.marker or Marker(pin.marker).evaluate()]
    if _told(ask(here[:1])).unknown:
        raise AuditError("the index knows no advisories")
    return _told(ask(here))


def _told(found: Sequence[dict[str, Any]]) -> Audit:
    known = [one for one in found if "skip_reason" not in one]
    weak = [(one, advisory) for one in known for advisory in one["vulns"]]
    return Audit(
        clean=sum(not one["vulns"] for one in known),
        weak=tuple(
            f"{one['name']}=={one['version']}: {advisory['id']}, mended in "
            f"{', '.join(advisory['fix_versions']) or 'no release yet'}"
            for one, advisory in weak
        ),
        unknown=tuple(one["name"] for one in found if "skip_reason" in one),
    )


def ask_index(pins: Sequence[Pin], service: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return what pip-audit says of each pin; `service` are its options for another than PyPI.

    Raises:
        AuditError: pip-audit came back with no answer.
    """
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "pins.txt"
        lines = [f"{pin.name}=={pin.version}" for pin in pins]
        listed.write_text("\n".join(lines), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "pip_audit",
            "--no-deps",
            "--disable-pip",
            "-r",
            str(listed),
        ]
        options = ["--format", "json", "--progress-spinner", "off", "--timeout", str(_SECONDS)]
        ran = subprocess.run(  # noqa: S603 - arguments of our own
            [*command, *options, *service],
            check=False,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
    try:
        found: list[dict[str, Any]] = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError) as error:
        reason = (ran.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise AuditError(reason) from error
    return found


def main() -> None:
    """Audit the pins of this checkout."""
    try:
        told = audit(read_pins(_ROOT / "constraints.txt"), ask_index)
    except AuditError as reason:
        sys.stdout.write(f"constraints.txt was not audited: {reason}\n")
        return
    rest = f", {len(told.unknown)} unknown to the index" if told.unknown else ""
    sys.stdout.write(f"constraints.txt: {told.clean} pins without an advisory{rest}\n")
    if told.weak:
        sys.exit("\n".join(told.weak))


if __name__ == "__main__":
    main()

"""The lock pins everything that the product needs, with hashes, as the constraints do."""

import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from supply_chain.pins import read_pins

ROOT = Path(__file__).parents[2]
LOCK = read_pins(ROOT / "requirements.lock")
CONSTRAINTS = read_pins(ROOT / "constraints.txt")


def test_every_pin_of_the_lock_has_hashes():
    assert [pin.name for pin in LOCK if not pin.hashes] == []


def test_lock_pins_what_the_constraints_pin():
    versions = {(pin.name, pin.version) for pin in CONSTRAINTS}
    assert {(pin.name, pin.version) for pin in LOCK} <= versions


def test_lock_is_whole():
    """Whatever the product and what is installed for it require is pinned, or pip refuses it."""
    pinned = {pin.name for pin in LOCK if not pin.marker or Marker(pin.marker).evaluate()}
    own = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [own["dependencies"]]  # of this checkout, not of when it was installed
    seen = set()
    while asked:
        for line in asked.pop():
            requirement = Requirement(line)
            if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
                continue
            if (needed := canonicalize_name(requirement.name)) not in seen:
                seen.add(needed)
                asked.append(metadata.requires(needed) or [])
    assert len(seen) > 80
    assert seen <= pinned


def test_no_two_pins_of_one_name_hold_at_once():
    for pins in (LOCK, CONSTRAINTS):
        here = [pin.name for pin in pins if not pin.marker or Marker(pin.marker).evaluate()]
        assert len(here) == len(set(here))


def test_read_pins_refuses_a_range(tmp_path):
    path = tmp_path / "pins.txt"
    path.write_text("numpy>=2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="numpy>=2"):
        read_pins(path)

"""The bill of materials names every pin and everything bundled; the table leaves nothing out."""

from pathlib import Path

import pytest

from supply_chain.bundled import read_bundled
from supply_chain.materials import materials
from supply_chain.pins import read_pins

ROOT = Path(__file__).parents[2]
FONTS = (".ttf", ".otf", ".woff", ".woff2", ".eot")


def shipped():
    """Return the files of the wheel that are no Python, from the root of the project."""
    files = [
        path
        for package in ("embeddings", "qa", "ui")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "training" not in path.parts and "__pycache__" not in path.parts
    ]
    names = [path.relative_to(ROOT).as_posix() for path in files]
    return [name for name in names if not name.endswith((".py", ".pyc", "py.typed"))]


def test_everything_bundled_is_listed_with_its_licence():
    rows = read_bundled()
    assert [name for name in shipped() if not any(row.covers(name) for row in rows)] == []
    assert all(row.licence and row.source for row in rows)


def test_nothing_is_listed_that_is_not_there():
    assert [row.path for row in read_bundled() if not (ROOT / row.path).exists()] == []


def test_no_font_is_bundled():
    assert [name for name in shipped() if name.lower().endswith(FONTS)] == []


def test_materials_name_every_pin_with_hashes_and_every_bundled_model():
    pytest.importorskip("cyclonedx_py")
    lock = ROOT / "requirements.lock"
    bill = materials(lock, ROOT / "pyproject.toml", read_bundled())
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"]["name"] == "govreport-qa"
    libraries = [one for one in bill["components"] if one["type"] == "library"]
    assert {(one["name"], one["version"]) for one in libraries} == {
        (pin.name, pin.version) for pin in read_pins(lock)
    }
    assert all(one["externalReferences"][0]["hashes"] for one in libraries)
    models = [one for one in bill["components"] if one["type"] == "machine-learning-model"]
    assert {one["name"] for one in models} == {
        "embeddings/encoders/model/",
        "embeddings/encoders/sentence_model/",
        "qa/data/models/",
    }
    assert all(one["licenses"] for one in models)

"""The documents name modules, tests and files that exist, and every room names what it holds."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
QUOTED = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"(?:embeddings|qa|ui|tests|benchmarks|docs|seeds|supply_chain)(?:/[\w.-]+)+/?")
MODULE = re.compile(r"(?:embeddings|qa|ui|benchmarks|supply_chain)(?:\.\w+)+")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGES = ("embeddings", "qa", "ui")
FOLDERS = sorted(
    {path.parent for package in PACKAGES for path in (ROOT / package).rglob("*.py")},
    key=str,
)
NAMES = re.compile(
    r"`([a-z_][a-z_0-9]*)/?`"
)  # of modules and rooms; values have a capital or a dot


def is_there(name: str) -> bool:
    """Whether a quoted name is a file, or a module or something that a module has."""
    if FILE.fullmatch(name):
        return (ROOT / name).exists()
    if not MODULE.fullmatch(name):
        return True  # no name of ours
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:length])
        if place.with_suffix(".py").exists():
            words = place.with_suffix(".py").read_text(encoding="utf-8")
            return all(re.search(rf"\b{part}\b", words) for part in parts[length:])
        if (place / "__init__.py").exists():
            words = (place / "__init__.py").read_text(encoding="utf-8")
            return all(re.search(rf"\b{part}\b", words) for part in parts[length:])
    return False


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_documents_name_what_exists(page):
    named = set(QUOTED.findall(page.read_text(encoding="utf-8")))
    assert {name for name in named if not is_there(name)} == set()


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("qa/answer/outline.py", True),
        ("qa/series.py", False),
        ("qa.answer.outline", True),
        ("qa.retrieval.features.FEATURES", True),
        ("qa.retrieval.features.NOTHING", False),
        ("qa.hits", False),
        ("没有", True),
    ],
)
def test_is_there_tells_old_names_from_new(name, there):
    assert is_there(name) is there


def members(folder: Path) -> set[str]:
    """Return the names of a folder's modules and of its folders with modules."""
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "__main__"}
    return modules | {path.name for path in folder.iterdir() if any(path.glob("*.py"))}


def rows_of(package: str) -> dict[str, str]:
    """Return the modules column of a package's table in architecture.md, by room."""
    section = re.search(rf"^## [^\n]*: {package}\n(.*?)(?=^## |\Z)", ARCHITECTURE, re.M | re.S)
    assert section, package
    cells = [line.split(" | ") for line in section[1].splitlines() if line.startswith("| `")]
    return {NAMES.findall(row[0])[0]: row[-1] for row in cells}


@pytest.mark.parametrize("package", PACKAGES)
def test_architecture_names_every_room_of_a_package(package):
    rooms = {path.name for path in (ROOT / package).iterdir() if any(path.glob("*.py"))}
    assert set(rows_of(package)) == rooms


@pytest.mark.parametrize(
    ("package", "room"),
    [(package, room) for package in PACKAGES for room in rows_of(package) if room != "training"],
)
def test_architecture_names_what_a_room_holds(package, room):
    folder = ROOT / package / room
    named = set(NAMES.findall(rows_of(package)[room]))
    assert members(folder) - named == set(), "not named"
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    within = {name for path in folders for name in members(path)}
    assert named - within == set(), "not there"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_introduce_their_modules(folder):
    introduction = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    assert members(folder) - set(NAMES.findall(introduction)) == set()

"""The documents name modules, tests and files that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
QUOTED = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"(?:embeddings|qa|ui|tests|benchmarks|docs|seeds|supply_chain)(?:/[\w.-]+)+/?")
MODULE = re.compile(r"(?:embeddings|qa|ui|benchmarks|supply_chain)(?:\.\w+)+")


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

import ast
import importlib
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = {"embeddings": set(), "qa": {"embeddings"}, "ui": {"qa", "embeddings"}}
# The rooms of a package, lowest first; rooms of one rank do not know each other.
FLOORS = {
    "embeddings": (
        ("messages", "lazy_regex"),
        ("errors", "records"),
        ("text", "store", "search"),
        ("language",),
        ("reading", "encoders", "facts"),
        ("parsing", "index"),
        ("indexing",),
    ),
    "qa": (
        ("text", "markup"),
        ("normalisation",),
        ("question",),
        ("quotes", "snapshot"),
        ("tables",),
        ("records",),
        ("retrieval", "evidence", "facts", "diff"),
        ("short_answers", "glossary", "reading"),
        ("answer",),
        ("llm", "gate"),
        ("offers",),
        ("assistant",),
        ("examples",),
        ("evaluation", "integrations"),
    ),
}
ROOM_LIMIT = 13  # modules of a folder that a reader still takes in
FILE_LIMIT = 300  # lines: a longer file holds two nouns
FUNCTION_LIMIT = 60  # lines, its docstring with them
NO_MODULE = {"__init__", "__main__", "conftest"}  # the map of a room, its entry, its fixtures
PROGRAMS = [*LAYERS, "benchmarks", "tests", "docs"]
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def parsed(path: Path) -> tuple[frozenset[str], dict[str, int], frozenset[str]]:
    """Return what a file imports anywhere in it, its long functions, and its public classes."""
    imported: set[str] = set()
    long: dict[str, int] = {}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            imported |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > FUNCTION_LIMIT:
                long[f"{path.relative_to(ROOT)}: {node.name}"] = length
    return frozenset(imported), long, frozenset(name for name in classes if name[0] != "_")


def imported_modules(path: Path) -> frozenset[str]:
    return parsed(path)[0]


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_run_downwards_only(path):
    layer = path.relative_to(ROOT).parts[0]
    above = set(LAYERS) - LAYERS[layer] - {layer}
    upward = {name for name in imported_modules(path) if name.split(".")[0] in above}
    assert not upward, f"{module_name(path)} imports {sorted(upward)}"


@pytest.mark.parametrize("package", FLOORS)
def test_imports_between_rooms_run_downwards_only(package):
    rank = {room: place for place, floor in enumerate(FLOORS[package]) for room in floor}
    upward = set()
    for path in (ROOT / package).rglob("*.py"):
        own = path.relative_to(ROOT / package).with_suffix("").parts[0]
        if own not in rank:
            continue  # the package's map, and how the weights were made
        for name in imported_modules(path):
            parts = name.split(".")
            if parts[0] != package or len(parts) < 2 or parts[1] not in rank:
                continue
            if parts[1] != own and rank[parts[1]] >= rank[own]:
                upward.add(f"{module_name(path)} → {name}")
    assert not upward, sorted(upward)


def test_no_room_is_too_full():
    folders = {path.parent for name in PROGRAMS for path in (ROOT / name).rglob("*.py")}
    full = {
        str(folder.relative_to(ROOT)): count
        for folder in folders
        if (count := sum(path.stem not in NO_MODULE for path in folder.glob("*.py"))) > ROOM_LIMIT
    }
    assert not full, full


def test_no_file_is_too_long():
    longer = {
        str(path.relative_to(ROOT)): count
        for folder in PROGRAMS
        for kind in ("py", "css", "js")
        for path in (ROOT / folder).rglob(f"*.{kind}")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LIMIT
    }
    assert not longer, longer


def test_no_function_is_too_long():
    longer: dict[str, int] = {}
    for folder in PROGRAMS:
        for path in (ROOT / folder).rglob("*.py"):
            longer |= parsed(path)[1]
    assert not longer, longer


def test_no_public_class_name_means_two_things():
    defined: dict[str, list[str]] = {}
    for path in MODULES:
        # adapters are named as their frameworks' users expect; training is no part of the program
        if {"training", "integrations"} & set(path.parts):
            continue
        for name in parsed(path)[2]:
            defined.setdefault(name, []).append(module_name(path))
    assert not {name: places for name, places in defined.items() if len(places) > 1}


def test_imports_have_no_cycle():
    names = {module_name(path): path for path in MODULES}
    graph = {
        name: {
            target
            for target in imported_modules(path)
            if target in names and target != name and not name.startswith(f"{target}.")
        }
        for name, path in names.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join([*trail[trail.index(name) :], name])
        if name not in done:
            for target in graph[name]:
                visit(target, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("package", LAYERS)
def test_exported_members_exist_and_are_sorted(package):
    module = importlib.import_module(package)
    exported = list(module.__all__)
    assert exported == sorted(exported)
    assert all(hasattr(module, name) for name in exported)


@pytest.mark.parametrize("package", LAYERS)
def test_no_other_distribution_owns_our_package_names(package):
    owners = set(metadata.packages_distributions().get(package, [])) - {"govreport-qa"}
    assert not owners, (
        f"the package name {package!r} is also owned by {sorted(owners)}; "
        f"remedy: pip uninstall {' '.join(sorted(owners))}, or use a fresh virtual environment"
    )

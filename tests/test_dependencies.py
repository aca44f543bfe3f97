import ast
import re
import sys
import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("embeddings", "qa", "ui")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WITHOUT_IMPORT = {
    "lxml-html-clean",  # trafilatura imports it, and does not ask for it
    "torch",  # below sentence-transformers, which the transformer encoder imports
}


def distribution(requirement):
    return re.split(r"[\[<>=; ]", requirement)[0].lower()


DISTRIBUTIONS = {  # of packages that need not be installed where this test runs
    "haystack": "haystack-ai",
    "langchain_core": "langchain-core",
    "llama_index": "llama-index-core",
    "qdrant_client": "qdrant-client",
}
EXTRAS = {
    "haystack-ai",
    "langchain-core",
    "llama-index-core",
    "qdrant-client",
    "rapidocr",  # the extra `ocr`
}
WHERE_PRESENT = EXTRAS | {"pandas"}  # a table as a data frame, for whoever has it
REQUIRED = {distribution(line) for line in PROJECT["dependencies"]}
TRAINING = {distribution(line) for line in PROJECT["optional-dependencies"]["train"]}


owners = cache(metadata.packages_distributions)


@cache
def imported(*, training):
    """Return the foreign distributions imported by the packages, lazily or not."""
    found = set()
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        if ("training" in path.relative_to(ROOT).parts) != training:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in (name.split(".")[0] for name in names):
                if name not in sys.stdlib_module_names and name not in PACKAGES:
                    owner = DISTRIBUTIONS.get(name) or owners().get(name, [name])[0]
                    found.add(owner.lower().replace("_", "-"))
    return frozenset(found)


def test_what_the_program_imports_is_required():
    assert imported(training=False) - REQUIRED == WHERE_PRESENT


def test_what_is_imported_where_present_is_an_extra():
    extras = PROJECT["optional-dependencies"].values()
    assert {distribution(line) for lines in extras for line in lines} >= EXTRAS


def test_what_is_required_is_imported_by_the_program():
    assert REQUIRED - imported(training=False) == WITHOUT_IMPORT


def test_what_training_imports_is_required_for_training():
    assert imported(training=True) - REQUIRED - TRAINING == set()

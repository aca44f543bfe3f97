import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from supply_chain.bundled import read_bundled

ROOT = Path(__file__).parents[1]
PACKAGES = ("embeddings", "qa", "ui")

HEAVY = (
    "torch",
    "gradio",
    "sentence_transformers",
    "langchain_core",
    "llama_index",
    "haystack",
    "qdrant_client",
)


def test_import_of_qa_loads_no_heavy_library():
    script = (
        "import sys, qa, qa.assistant, qa.integrations.opening, ui.cli\n"
        f"print(sorted({set(HEAVY)} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert loaded.stdout.strip() == "[]"


def test_three_required_packages_are_named_in_the_dependencies():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {requirement.split(">")[0].split("[")[0] for requirement in project["dependencies"]}
    assert {"sentence-transformers", "faiss-cpu", "gradio"} <= names


def test_every_direct_dependency_is_pinned_in_the_constraints():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    pinned = {
        line.split("==")[0]
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line and not line.startswith("#")
    }
    direct = {re.match(r"[\w-]+", line)[0] for line in [*project["dependencies"], *extras]}
    assert direct <= pinned


def product_files():
    """Return what the wheel is to hold: the packages, less what made the weights."""
    shipped = read_bundled()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            name = path.relative_to(ROOT).as_posix()
            if "training" in path.parts:
                continue
            if name.endswith((".py", "/py.typed")) or any(row.covers(name) for row in shipped):
                yield name


@pytest.mark.slow
def test_wheel_holds_the_product_and_nothing_else(tmp_path):
    source = tmp_path / "source"
    (source / "supply_chain").mkdir(parents=True)
    for name in ("pyproject.toml", "README.md", "LICENSE", "supply_chain/bundled.tsv"):
        shutil.copy(ROOT / name, source / name)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package)
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, source]
    subprocess.run(command, check=True)
    (wheel,) = tmp_path.glob("govreport_qa-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    packed = {name for name in names if ".dist-info/" not in name}
    assert packed == {name for name in product_files() if (ROOT / name).is_file()}
    about = {name.split(".dist-info/")[1] for name in names if ".dist-info/" in name}
    assert about == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "top_level.txt",
        "licenses/LICENSE",
        "licenses/supply_chain/bundled.tsv",
    }
    assert wheel.stat().st_size < 60_000_000

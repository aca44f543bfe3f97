import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


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


@pytest.mark.slow
def test_wheel_ships_the_model_and_neither_seeds_nor_tests(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, ROOT],
        check=True,
    )
    (wheel,) = tmp_path.glob("govreport_qa-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if "dist-info" not in name} == {
        "embeddings",
        "qa",
        "ui",
    }
    assert any(name.startswith("embeddings/encoders/model/") for name in names)
    assert wheel.stat().st_size < 60_000_000

"""The same run twice, in processes that hash strings differently, gives the same answers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys
from qa.assistant import Assistant
from qa.evaluation import read_test_set, run
from qa.retrieval.retriever import Retriever
run(
    Assistant(Retriever.from_reports("seeds/000_06042aab8e8de241.txt")),
    read_test_set("seeds/testsets/lanzhou_20.jsonl"),
    sys.argv[1],
)
"""


def answers_of(directory: Path, hash_seed: str) -> list[dict]:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-c", PROGRAM, str(directory)], cwd=ROOT, env=environment, check=True
    )
    lines = (directory / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    return [{k: v for k, v in json.loads(line).items() if k != "seconds"} for line in lines]


@pytest.mark.slow
def test_two_processes_give_the_same_answers_and_files(tmp_path: Path) -> None:
    assert answers_of(tmp_path / "one", "1") == answers_of(tmp_path / "two", "2")
    for name in ("run.json", "run.trec", "qrels.trec"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()

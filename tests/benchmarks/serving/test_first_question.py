"""A first question asked of a checkout in a process of its own."""

from pathlib import Path

from benchmarks.serving.first_question import asked_once
from embeddings.indexing.update import index_paths

ROOT = Path(__file__).parents[3]


def test_asked_once_takes_the_time_of_the_process(tmp_path):
    index_paths([ROOT / "seeds"], tmp_path / "index")
    seconds, spent = asked_once(ROOT, tmp_path / "index", encoder="fast")
    assert 0 < spent < 2 * seconds + 1

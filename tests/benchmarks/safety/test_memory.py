"""The page is asked as its script asks it, and the memory of its own process is read."""

import shutil
import sys

import pytest

from benchmarks.safety import memory

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc"),
]


def test_questions_are_told_with_the_memory_of_the_server(seed_index, tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "REST", 1.0)
    index = tmp_path / "index"
    shutil.copytree(seed_index, index)
    asked = ["2016年兰州市生产总值预计达到多少？", "你好"]
    with memory.chat_page(index, tmp_path) as page:
        (told,) = memory.questions(page, asked, users=1, rested=2)
    assert told["questions"] == 2
    assert told["tabs"] == 1
    assert list(told["least_megabytes"]) == [0, 2]
    assert list(told["megabytes_at_rest"]) == [2]
    assert told["megabytes_at_rest"][2] > 50
    assert told["growth_after_1000_mb"] is None

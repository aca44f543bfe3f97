"""An index to be damaged, and what damages it."""

from hashlib import sha256
from zlib import crc32

import pytest

from embeddings.index.embedded import EmbeddedIndex


@pytest.fixture
def directory(tmp_path, encoder, make_report):
    index = EmbeddedIndex(encoder)
    index.add(
        make_report(
            f"{year}年兰州市政府工作报告",
            ("一、回顾", [f"生产总值增长{year}亿元。就业增加。", "粮食丰收；物价平稳。"]),
            ("二、任务", ["新建学校24所。"]),
            year=year,
        )
        for year in (2015, 2016)
    )
    index.save(tmp_path)
    return tmp_path


@pytest.fixture
def rewrite(change_snapshot):
    """Puts other content into a file, with every hash in order: a sound-looking wrong index."""

    def rewritten(directory, name, content):
        def change(path, manifest):
            (path / name).write_bytes(content)
            (record,) = (one for one in manifest["files"] if one["name"] == name)
            record |= {
                "size": len(content),
                "sha256": sha256(content).hexdigest(),
                "crc32": crc32(content),
            }

        change_snapshot(directory, change)

    return rewritten

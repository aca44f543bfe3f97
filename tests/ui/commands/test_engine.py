"""`--engine`: the index loaded into Qdrant, asked, changed and verified from the command line.

The server is the client's own local mode, in this process: none runs here.
"""

import shutil

import pytest

from embeddings.indexing.update import index_paths
from ui.cli import run
from ui.page.index_handle import IndexHandle

qdrant_client = pytest.importorskip("qdrant_client", reason="the extra `qdrant` is not installed")

pytestmark = [  # said by the local mode of what a server does
    pytest.mark.filterwarnings("ignore:Payload indexes have no effect:UserWarning"),
    pytest.mark.filterwarnings("ignore:Local mode performs exact:UserWarning"),
]

ADDRESS = "qdrant://server:6333/reports"
GDP = "2016年兰州市生产总值预计达到多少？"
OTHER = "2020年西宁市政府工作报告\n一、2019年工作回顾\n建成高原绿道三百公里，栽植丁香十万株。\n"


@pytest.fixture
def server(monkeypatch):
    client = qdrant_client.QdrantClient(":memory:")
    monkeypatch.setattr("embeddings.index.qdrant.client.QdrantClient", lambda **_: client)
    return client  # left open: the page looks for example questions in a thread of its own


@pytest.fixture
def command(seed_index, tmp_path, capsys):
    """Run one command line over a copy of the seed's index; return (status, stdout, stderr)."""
    directory = shutil.copytree(seed_index, tmp_path / "index")

    def ran(*arguments):
        capsys.readouterr()
        status = run([*arguments, "--index", str(directory), "--engine", ADDRESS])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    ran.directory = directory
    return ran


def test_index_loads_the_engine_and_questions_are_asked_of_it(command, server, seeds, tmp_path):
    status, _, err = command("ask", GDP)
    assert status == 2
    assert "请先装载" in err
    status, out, _ = command("index", str(seeds))
    assert status == 0
    assert "已装入向量引擎" in out
    status, out, _ = command("ask", GDP)
    assert status == 0
    assert "2220亿元以上" in out
    status, out, _ = command("search", "轨道交通1号线", "-k", "1")
    assert "第9段" in out
    assert "已是最新" in command("index", str(seeds))[1]
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    assert "已装入向量引擎" in command("index", str(tmp_path / "other.txt"))[1]
    assert "丁香十万株" in command("search", "栽植丁香", "-k", "1")[1]
    assert command("verify")[0] == 0
    assert len(server.get_collections().collections) == 2  # with the one before, for its readers
    assert command("forget", "2020年西宁市政府工作报告", "--yes")[0] == 0
    assert len(server.get_collections().collections) == 1
    assert command("verify")[0] == 0


def test_verify_tells_what_the_engine_lacks(command, server, seeds, tmp_path):
    command("index", str(seeds))
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    index_paths([tmp_path / "other.txt"], command.directory)
    status, _, err = command("verify")
    assert status == 2
    assert "向量引擎里有" in err


def test_engine_that_cannot_be_reached_is_told(seed_index, capsys):
    status = run(["ask", GDP, "--index", str(seed_index), "--engine", "qdrant://127.0.0.1:1/x"])
    assert status == 2
    assert "http://127.0.0.1:1 上的向量引擎没有正常应答" in capsys.readouterr().err


def test_address_of_another_form_is_told(seed_index, capsys):
    assert run(["ask", GDP, "--index", str(seed_index), "--engine", "http://x/reports"]) == 2
    assert "qdrant://主机:6333/名称" in capsys.readouterr().err


def test_page_goes_on_with_the_old_snapshot_until_the_engine_has_the_new(
    command, server, seeds, tmp_path
):
    from embeddings.index.qdrant.connecting import engine_at
    from embeddings.index.qdrant.publishing import publish

    command("index", str(seeds))
    engine = engine_at(ADDRESS)
    handle = IndexHandle(command.directory, engine=engine)
    assert len(handle.reports) == 1
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    index_paths([tmp_path / "other.txt"], command.directory)
    assert len(handle.reports) == 1
    publish(command.directory, engine)
    assert len(handle.reports) == 2
    handle.forget([key for key, report in handle.reports.items() if report.region == "西宁"])
    assert len(handle.reports) == 1
    assert len(server.get_collections().collections) == 1
    handle.add([tmp_path / "other.txt"])
    assert len(handle.reports) == 2

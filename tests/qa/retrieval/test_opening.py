"""A retriever over reports in memory, and over an index on disk that goes on growing."""

import pytest

from embeddings.encoders.encoder import load_encoder
from embeddings.errors import NoIndexError
from embeddings.index.in_memory import MemoryIndex
from embeddings.indexing.update import index_paths
from embeddings.parsing.reports import read_reports
from qa.retrieval.retriever import Retriever


def test_from_reports_is_in_memory(retriever):
    assert isinstance(retriever.index, MemoryIndex)


def test_open_without_an_index_says_so(tmp_path):
    with pytest.raises(NoIndexError):
        Retriever.open(tmp_path / "none")


def test_open_picks_up_a_new_snapshot(tmp_path, write_reports, yearly):
    source = tmp_path / "reports"
    source.mkdir()
    write_reports(source, yearly[:1])
    index_paths([source], tmp_path / "index")
    opened = Retriever.open(tmp_path / "index")
    assert opened.retrieve("江苏2019年一共建成多少住房").missing.years == (2020,)
    write_reports(source, yearly[:3])
    index_paths([source], tmp_path / "index")
    hits = opened.retrieve("江苏2019年一共建成多少住房")
    assert not hits.missing
    assert hits[0].title.startswith("2020年江苏")


def test_open_takes_a_users_lexicon(tmp_path, folder):
    index_paths([folder], tmp_path / "index")
    lexicon = tmp_path / "words.tsv"
    lexicon.write_text("泊泊\t公共停车泊位|停车泊位\n", encoding="utf-8")
    opened = Retriever.open(tmp_path / "index", lexicon=lexicon)
    assert "停车泊位" in opened.retrieve("江苏今年泊泊几个")[0].text


def test_the_two_indexes_agree(tmp_path, folder, retriever):
    index_paths([folder], tmp_path / "index")
    opened = Retriever.open(tmp_path / "index")
    for question in ("江苏2018年的就业", "反腐败", "广东停车位"):
        ours, theirs = retriever.retrieve(question, k=5), opened.retrieve(question, k=5)
        for one, other in zip(ours, theirs, strict=True):
            # vectors on disk have 8 bits a component: only what ties may change its place
            assert one.score == pytest.approx(other.score, abs=5e-3)
            same = (one.report_id, one.paragraph) == (other.report_id, other.paragraph)
            assert same or one.score < 5e-3


def test_memory_index_takes_reports_one_by_one(folder):
    index = MemoryIndex(load_encoder())
    for path in sorted(folder.glob("*.txt")):
        index.add(read_reports(path))
    assert len(Retriever(index).retrieve("住房", k=3)) == 3

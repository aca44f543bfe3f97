"""The contract of `PassageIndex`, held by every engine against the in-memory index."""

import random

import pytest

from embeddings.errors import IndexStateError, InputError
from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.in_memory import MemoryIndex
from embeddings.index.opening import current_snapshot, open_index
from embeddings.index.passage_index import IndexQuery
from embeddings.index.qdrant.publishing import open_published, publish
from embeddings.index.qdrant.qdrant_index import QdrantIndex
from embeddings.text.segmentation import terms

CLAUSES = (
    "预计今年生产总值达到2220亿元以上",
    "城镇新增就业1256万人",
    "居民消费价格上涨0.2%",
    "轨道交通1号线完成投资29亿元",
    "新建改建学校24所",
    "粮食产量稳定在1.4万亿斤",
    "万元生产总值能耗下降3%",
    "城乡居民收入分别增长8%和9%",
)
QUESTIONS = ("2013年轨道交通1号线完成投资多少？", "城乡居民收入增长", "学校，粮食", "宇宙飞船")
# how far scores may differ: Qdrant rounds the question's vector to half precision, like the others
LEGS = {"lexical": 2e-5, "lexical_sentence": 2e-5, "dense": 2e-4, "dense_sentence": 2e-4}


def sample_reports(make_report, count=4, seed=1):
    chance = random.Random(seed)
    reports = []
    for year in range(2010, 2010 + count):
        paragraphs = [
            "。".join(chance.sample(CLAUSES, chance.randint(1, 4))) + "。"
            for _ in range(chance.randint(2, 6))
        ]
        body = ("一、回顾", [f"{year}年{paragraphs[0]}", *paragraphs[1:]])
        reports.append(make_report(f"{year}年兰州市政府工作报告", body, year=year))
    return reports


def query_of(encoder, question, k=200, report_ids=None, with_vector=True):
    vector = encoder.encode_questions([question])[0] if with_vector else None
    weights = {term: 1.0 if not term.startswith("~") else 0.5 for term in terms(question)}
    return IndexQuery(terms=weights, vector=vector, k=k, report_ids=report_ids)


@pytest.fixture
def indexes(encoder, make_report, engine):
    """The in-memory index and one over the engine, of the same reports."""
    memory, shared = MemoryIndex(encoder), QdrantIndex(EmbeddedIndex(encoder), engine)
    for index in (memory, shared):
        index.add(sample_reports(make_report))
    return memory, shared


CODED = LEGS | {"dense": 5e-3, "dense_sentence": 5e-3}  # of a snapshot: 8 bits a component


def assert_same(memory, index, query, legs=LEGS):
    """The same paragraphs with the same scores and spans; k is above what either can find."""
    expected = {(one.report_id, one.paragraph): one for one in memory.search(query)}
    found = {(one.report_id, one.paragraph): one for one in index.search(query)}
    assert expected.keys() == found.keys()
    for key, one in expected.items():
        for leg, near in legs.items():
            assert getattr(found[key], leg) == pytest.approx(getattr(one, leg), abs=near), leg
        assert (found[key].sentence_start, found[key].sentence_end) == (
            one.sentence_start,
            one.sentence_end,
        )


@pytest.mark.parametrize("question", QUESTIONS)
def test_search_agrees_with_the_in_memory_index(indexes, encoder, question):
    memory, shared = indexes
    some = list(memory.reports)[1:3]
    for report_ids in (None, some, some[:1], []):
        for with_vector in (True, False):
            query = query_of(encoder, question, 200, report_ids, with_vector)
            assert_same(memory, shared, query)


def test_search_by_the_vector_alone_agrees(indexes, encoder):
    vector = encoder.encode_questions(["粮食产量"])[0]
    assert_same(*indexes, IndexQuery(terms={}, vector=vector, k=200))


def test_search_by_nothing_and_in_nothing_finds_nothing(indexes, encoder, engine):
    assert indexes[1].search(IndexQuery(terms={}, vector=None, k=5)) == []
    empty = QdrantIndex(EmbeddedIndex(encoder), engine)
    assert empty.search(query_of(encoder, "就业")) == []


def test_search_returns_the_best_of_every_leg_with_all_scores(indexes, encoder):
    memory, shared = indexes
    question = QUESTIONS[0]
    scored = memory.search(query_of(encoder, question, 500))
    few = shared.search(query_of(encoder, question, 2))
    assert len(few) <= 8
    everything = {(one.report_id, one.paragraph): one for one in scored}
    for leg, near in LEGS.items():
        best = max(getattr(one, leg) for one in scored)
        assert any(getattr(one, leg) == pytest.approx(best, abs=near) for one in few), leg
        for one in few:
            whole = everything[one.report_id, one.paragraph]
            assert getattr(one, leg) == pytest.approx(getattr(whole, leg), abs=near)


def test_changes_are_searched_by_the_statistics_that_they_leave(indexes, encoder, make_report):
    memory, shared = indexes
    reports = list(memory.reports.values())
    for index in (memory, shared):
        index.search(query_of(encoder, "就业"))
        index.remove([reports[0].report_id])
        index.add([reports[2], *sample_reports(make_report, count=2, seed=8)])
        assert list(index.reports) == list(memory.reports)
        with pytest.raises(InputError):
            index.remove(["ffffffffffff"])
    for question in QUESTIONS:
        assert_same(memory, shared, query_of(encoder, question))


def test_facts_are_those_of_the_reports(indexes):
    memory, shared = indexes
    for report_id in memory.reports:
        assert shared.facts.of_report(report_id) == memory.facts.of_report(report_id)
    assert len(shared.facts) == len(memory.facts) > 0


@pytest.fixture
def directory(encoder, make_report, tmp_path):
    """An index directory with a snapshot."""
    index = EmbeddedIndex(encoder)
    index.add(sample_reports(make_report))
    index.save(tmp_path / "index")
    return tmp_path / "index"


def test_published_snapshot_is_opened_from_both_sides(directory, engine, encoder, make_report):
    published = publish(directory, engine)
    assert published.loaded
    opened = open_published(directory, engine, encoder=encoder)
    assert opened.snapshot == published.epoch
    assert engine.count(published.epoch) == published.points > 0
    memory = MemoryIndex(encoder)
    memory.add(sample_reports(make_report))
    assert_same(memory, opened, query_of(encoder, QUESTIONS[0]), CODED)
    assert not publish(directory, engine).loaded


def test_segments_are_merged_before_they_are_published(
    directory, engine, encoder, make_report, monkeypatch
):
    monkeypatch.setattr("embeddings.index.segments.writing.GROWTH", 0)
    more = sample_reports(make_report, count=6, seed=8)[4:]
    writer = open_index(directory, encoder=encoder)
    writer.add(more)
    writer.save(directory)
    assert len(open_index(directory, encoder=encoder).segments) == 2
    published = publish(directory, engine)
    opened = open_published(directory, engine, encoder=encoder)
    assert opened.snapshot == published.epoch == current_snapshot(directory)
    assert len(open_index(directory, encoder=encoder).segments) == 1
    memory = MemoryIndex(encoder)
    memory.add([*sample_reports(make_report), *more])
    assert list(opened.reports) == list(memory.reports)
    assert_same(memory, opened, query_of(encoder, QUESTIONS[0]), CODED)
    assert not publish(directory, engine).loaded


def test_unpublished_snapshot_is_told_and_the_reader_of_the_old_one_goes_on(
    directory, engine, encoder, make_report
):
    publish(directory, engine)
    reader = open_published(directory, engine, encoder=encoder)
    memory = MemoryIndex(encoder)
    memory.add(sample_reports(make_report))
    query = query_of(encoder, QUESTIONS[0])
    writer = EmbeddedIndex(encoder, segments=reader._index.segments, snapshot=reader.snapshot)
    writer.remove([next(iter(memory.reports))])
    writer.save(directory)
    with pytest.raises(IndexStateError, match="load them first"):
        open_published(directory, engine, encoder=encoder)
    assert_same(memory, reader, query, CODED)
    publish(directory, engine)
    assert_same(memory, reader, query, CODED)  # the epoch before is kept for readers like this one
    newer = open_published(directory, engine, encoder=encoder)
    memory.remove([next(iter(memory.reports))])
    assert_same(memory, newer, query, CODED)


def test_what_is_forgotten_leaves_the_engine_at_once(directory, engine, encoder):
    first = publish(directory, engine)
    reader = open_published(directory, engine, encoder=encoder)
    writer = EmbeddedIndex(encoder, segments=reader._index.segments, snapshot=reader.snapshot)
    writer.remove([next(iter(writer.reports))])
    writer.save(directory)
    second = publish(directory, engine, keep_previous=False)
    assert engine.count(first.epoch) == 0
    assert engine.count(second.epoch) == second.points < first.points


def test_save_publishes_under_the_name_of_the_snapshot(indexes, encoder, engine, tmp_path):
    memory, shared = indexes
    shared.save(tmp_path / "saved")
    opened = open_published(tmp_path / "saved", engine, encoder=encoder)
    assert opened.snapshot == shared.snapshot
    assert_same(memory, opened, query_of(encoder, QUESTIONS[1]))


def test_load_that_was_broken_off_is_begun_anew(directory, engine, encoder, monkeypatch):
    from embeddings.index.qdrant import publishing

    whole = publishing.state_points

    def broken(state):
        for number, point in enumerate(whole(state)):
            if number == 3:
                raise KeyboardInterrupt
            yield point

    monkeypatch.setattr(publishing, "state_points", broken)
    with pytest.raises(KeyboardInterrupt):
        publish(directory, engine)
    with pytest.raises(IndexStateError):
        open_published(directory, engine, encoder=encoder)
    monkeypatch.undo()
    assert publish(directory, engine).loaded
    open_published(directory, engine, encoder=encoder)

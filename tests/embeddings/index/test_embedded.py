"""The embedded index against the in-memory one, and what a snapshot keeps."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.errors import IndexStateError, InputError
from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.fact_table import FactTable
from embeddings.index.in_memory import MemoryIndex
from embeddings.index.opening import open_index
from embeddings.index.passage_index import IndexQuery
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


def sample_reports(make_report, count=4, seed=1):
    chance = random.Random(seed)
    reports = []
    for number in range(count):
        sections = []
        for heading in ("一、过去一年工作回顾", "二、今年主要任务"):
            paragraphs = [
                "；".join(chance.sample(CLAUSES, chance.randint(1, 4))) + "。"
                for _ in range(chance.randint(1, 4))
            ]
            sections.append((heading, [f"{number}年{paragraphs[0]}", *paragraphs[1:]]))
        year = 2010 + number
        reports.append(make_report(f"{year}年兰州市政府工作报告", *sections, year=year))
    return reports


def both(encoder, reports):
    memory, embedded = MemoryIndex(encoder), EmbeddedIndex(encoder)
    memory.add(reports)
    embedded.add(reports)
    return memory, embedded


def query_of(encoder, question, k=3, report_ids=None, with_vector=True):
    vector = encoder.encode_questions([question])[0] if with_vector else None
    weights = {term: 1.0 if not term.startswith("~") else 0.5 for term in terms(question)}
    return IndexQuery(terms=weights, vector=vector, k=k, report_ids=report_ids)


SCORES = ("lexical", "lexical_sentence", "dense", "dense_sentence")


CODED = {"dense": 5e-3, "dense_sentence": 5e-3}  # vectors of a snapshot have 8 bits a component


def assert_same(expected, found, near=None):
    """The same paragraphs with the same scores; float32 sums differ in the sixth digit.

    A paragraph that only one of them found must tie, in some leg, with one that both found: of
    equal scores at the cut, either may be left out. The engine keeps vectors in half precision,
    whose cosines differ in the fourth digit.
    """
    expected = {(candidate.report_id, candidate.paragraph): candidate for candidate in expected}
    found = {(candidate.report_id, candidate.paragraph): candidate for candidate in found}
    shared = expected.keys() & found.keys()
    for key in expected.keys() ^ found.keys():
        one = expected.get(key) or found[key]
        assert any(
            getattr(one, name)
            == pytest.approx(getattr(found[other], name), abs=max(1e-3, (near or {}).get(name, 0)))
            for other in shared
            for name in SCORES
            if getattr(one, name) > 0
        ), key
    for key in shared:
        wanted, have = expected[key], found[key]
        for name in SCORES:
            bound = (near or {}).get(name, 2e-5)
            assert getattr(have, name) == pytest.approx(getattr(wanted, name), abs=bound), name
        assert (have.sentence_start, have.sentence_end) == (
            wanted.sentence_start,
            wanted.sentence_end,
        )


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 9),
    question=st.lists(
        st.sampled_from([*CLAUSES, "兰州市", "2012年", "机器人", "学校"]), max_size=3
    ),
    filtered=st.booleans(),
    with_vector=st.booleans(),
)
def test_search_agrees_with_the_in_memory_index(
    encoder, make_report, seed, question, filtered, with_vector
):
    reports = sample_reports(make_report, seed=seed)
    memory, embedded = both(encoder, reports)
    report_ids = [reports[1].report_id, reports[3].report_id] if filtered else None
    # k above the number of passages: ties cannot decide who is in
    query = query_of(encoder, "，".join(question), 200, report_ids, with_vector)
    assert_same(memory.search(query), embedded.search(query))


def test_search_returns_the_k_best_of_every_leg_and_granularity(encoder, make_report):
    reports = sample_reports(make_report, count=6, seed=3)
    memory, embedded = both(encoder, reports)
    everything = query_of(encoder, "2013年轨道交通1号线完成投资多少？", 500)
    few = query_of(encoder, "2013年轨道交通1号线完成投资多少？", 2)
    scored = memory.search(everything)
    found = {(c.report_id, c.paragraph) for c in embedded.search(few)}
    for name in ("lexical", "lexical_sentence", "dense", "dense_sentence"):
        best = max(getattr(candidate, name) for candidate in scored)
        assert any(
            getattr(candidate, name) == best and (candidate.report_id, candidate.paragraph) in found
            for candidate in scored
        ), name
    assert len(found) <= 8


def test_search_finds_nothing_where_no_term_is_shared(encoder, make_report):
    _, embedded = both(encoder, sample_reports(make_report))
    assert embedded.search(query_of(encoder, "宇宙飞船", with_vector=False)) == []


def test_search_in_an_empty_index_finds_nothing(encoder):
    assert EmbeddedIndex(encoder).search(query_of(encoder, "就业")) == []
    assert MemoryIndex(encoder).search(query_of(encoder, "就业")) == []


def test_sentence_span_is_the_best_matching_sentence(encoder, make_report):
    report = make_report("报告", ("", ["粮食丰收。城镇新增就业1256万人。物价平稳。"]))
    for index in both(encoder, [report]):
        (candidate,) = index.search(query_of(encoder, "城镇新增就业"))
        span = report.text[candidate.sentence_start : candidate.sentence_end]
        assert span == "城镇新增就业1256万人。"


def test_add_replaces_and_remove_removes_as_in_memory(encoder, make_report):
    reports = sample_reports(make_report, count=5)
    memory, embedded = both(encoder, reports)
    for index in (memory, embedded):
        index.remove([reports[0].report_id, reports[3].report_id])
        index.add([reports[1], *sample_reports(make_report, count=2, seed=8)])
        assert list(index.reports) == list(memory.reports)
    query = query_of(encoder, "生产总值能耗下降", 500)
    assert_same(memory.search(query), embedded.search(query))
    fresh = EmbeddedIndex(encoder)
    fresh.add(memory.reports.values())
    assert fresh.state.vocabulary.terms() == embedded.state.vocabulary.terms()
    for granularity in ("paragraphs", "sentences"):
        new, changed = getattr(fresh.state, granularity), getattr(embedded.state, granularity)
        for name in ("starts", "rows", "counts", "lengths"):
            np.testing.assert_array_equal(
                getattr(new.postings, name), getattr(changed.postings, name)
            )
        np.testing.assert_array_equal(new.dense.vectors, changed.dense.vectors)
        np.testing.assert_array_equal(
            getattr(fresh.state.table, granularity), getattr(embedded.state.table, granularity)
        )


def test_remove_of_an_unknown_report_changes_nothing(encoder, make_report):
    reports = sample_reports(make_report)
    for index in both(encoder, reports):
        with pytest.raises(InputError, match="no such report"):
            index.remove([reports[0].report_id, "ffffffffffff"])
        assert len(index.reports) == len(reports)


def test_saved_index_opens_with_the_same_reports_and_answers(encoder, make_report, tmp_path: Path):
    reports = sample_reports(make_report)
    memory, embedded = both(encoder, reports)
    embedded.save(tmp_path)
    opened = open_index(tmp_path, encoder=encoder)
    assert list(opened.reports.values()) == reports
    assert [report.title for report in opened.reports.values()] == [r.title for r in reports]
    query = query_of(encoder, "城乡居民收入增长", 500)
    assert_same(memory.search(query), opened.search(query), CODED)


def test_memory_index_saves_what_open_index_reads(encoder, make_report, tmp_path: Path):
    reports = sample_reports(make_report)
    memory = MemoryIndex(encoder)
    memory.add(reports)
    memory.save(tmp_path)
    assert list(open_index(tmp_path, encoder=encoder).reports) == list(memory.reports)


def test_changed_report_embeds_only_its_changed_passages(encoder, make_report, tmp_path: Path):
    from dataclasses import replace

    old = make_report("报告", ("一、回顾", ["第一段没有变。", "第二段变了。"]))
    new = make_report("报告", ("一、回顾", ["第一段没有变。", "第二段改写过了。"]))
    EmbeddedIndex(encoder).save(tmp_path)
    index = open_index(tmp_path, encoder=encoder)
    index.add([old])
    index.save(tmp_path)
    index = open_index(tmp_path, encoder=encoder)
    before = encoder.passages_encoded
    index.add([replace(new, report_id=old.report_id)])
    assert encoder.passages_encoded - before == 2  # the second paragraph and its one sentence
    assert index.embedded == 2


def test_save_refuses_to_overwrite_what_another_writer_saved(encoder, make_report, tmp_path: Path):
    reports = sample_reports(make_report)
    EmbeddedIndex(encoder).save(tmp_path)
    first, second = (open_index(tmp_path, encoder=encoder) for _ in range(2))
    first.add(reports[:1])
    first.save(tmp_path)
    second.add(reports[1:])
    with pytest.raises(IndexStateError, match="has changed"):
        second.save(tmp_path)


def test_open_reader_goes_on_while_a_writer_replaces_the_snapshot(
    encoder, make_report, tmp_path: Path
):
    reports = sample_reports(make_report)
    memory, embedded = both(encoder, reports)
    embedded.save(tmp_path)
    reader = open_index(tmp_path, encoder=encoder)
    writer = open_index(tmp_path, encoder=encoder)
    writer.remove([reports[0].report_id])
    writer.save(tmp_path)
    query = query_of(encoder, "粮食产量", 500)
    assert_same(memory.search(query), reader.search(query), CODED)
    assert reader.reports[reports[0].report_id].text == reports[0].text


def test_large_granularity_has_lists_beside_its_vectors(
    encoder, make_report, tmp_path, monkeypatch
):
    monkeypatch.setattr("embeddings.index.merging.states.LISTS_FROM", 3)
    reports = sample_reports(make_report)
    memory, embedded = both(encoder, reports)
    embedded.save(tmp_path)
    assert len(list(tmp_path.rglob("*_lists.faiss"))) == 2
    query = query_of(encoder, "城乡居民收入增长", 500)
    assert_same(memory.search(query), open_index(tmp_path, encoder=encoder).search(query), CODED)


def test_add_refuses_two_reports_of_one_id_at_once(encoder, make_report):
    reports = sample_reports(make_report)
    index = EmbeddedIndex(encoder)
    with pytest.raises(InputError, match="two reports with the id"):
        index.add([*reports, reports[0]])
    assert len(index.reports) == 0


def test_report_without_paragraphs_is_kept_and_found_by_nothing(encoder, make_report, tmp_path):
    empty = make_report("2017年兰州市政府工作报告")
    memory, embedded = both(encoder, [*sample_reports(make_report), empty])
    embedded.save(tmp_path)
    opened = open_index(tmp_path, encoder=encoder)
    assert opened.reports[empty.report_id].paragraphs == ()
    query = query_of(encoder, "2017年兰州市政府工作报告", 500)
    assert_same(memory.search(query), opened.search(query), CODED)
    opened.remove([empty.report_id])
    assert_same(memory.search(query), opened.search(query), CODED)


def test_facts_that_a_snapshot_lacks_are_extracted_once_whoever_asks(
    encoder, make_report, monkeypatch
):
    index = EmbeddedIndex(encoder)
    index.add(sample_reports(make_report))
    expected = len(index.facts)
    (segment,) = index.segments
    older = segment.with_state(replace(segment.state, facts=None))
    of, made = FactTable.of, []

    def slowly(reports):
        made.append(1)
        time.sleep(0.05)  # the others come meanwhile
        return of(reports)

    monkeypatch.setattr(FactTable, "of", slowly)
    opened = EmbeddedIndex(encoder, segments=[older])
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: len(opened.facts), range(4)))
    assert found == [expected] * 4
    assert made == [1]

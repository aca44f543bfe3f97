"""Windows over the clauses of a small report; scores are set by hand."""

import numpy as np
import pytest

from qa.evidence.clauses import clause_table
from qa.evidence.query import read_query
from qa.evidence.windows import length_limit, windows
from qa.evidence.word_similarity import WordMatcher
from qa.question.answer_type import AnswerType
from qa.retrieval.retriever import Retriever


@pytest.fixture(scope="module")
def table(tmp_path_factory, encoder):
    """The clauses of one paragraph (全市…；推进…) and of another, with the query."""
    folder = tmp_path_factory.mktemp("windows")
    (folder / "a.txt").write_text(
        "2017年兰州市政府工作报告\n\n一、2016年工作回顾\n"
        "全市生产总值增长8%，粮食产量达到90万吨，城镇新增就业9万人。新建公园3个。关闭煤矿2处。\n"
        "二、2017年重点工作\n新建公共停车泊位1.7万个，推进220个小康村建设。\n",
        encoding="utf-8",
    )
    retriever = Retriever.from_reports(folder, encoder=encoder)
    retrieval = retriever.retrieve("2016年兰州粮食产量多少？")
    matcher = WordMatcher(encoder)
    query = read_query(retrieval, encoder, matcher)
    _, snapshot = retrieval.origin()
    paragraphs = [snapshot.paragraphs.of(one.report_id, one.paragraph) for one in retrieval]
    return clause_table(query, retrieval.passages, paragraphs, matcher), query, snapshot.reports


def quoted(found, reports):
    return {
        reports[one.quote.report_id].text[one.quote.start : one.quote.end].rstrip("，。")
        for one in found
    }


def test_length_limits_are_those_of_the_tight_score():
    assert length_limit(AnswerType.FIGURE) == length_limit(AnswerType.OPEN) == 60
    assert length_limit(AnswerType.LIST) == 120
    assert {
        length_limit(kind)
        for kind in (AnswerType.MEASURES, AnswerType.COMPARISON, AnswerType.OUTLINE)
    } == {200}


def test_windows_are_the_runs_of_clauses_around_each_seed(table):
    clauses, query, reports = table
    scores = np.zeros(len(clauses.passage), dtype=np.float32)
    found = quoted(windows(clauses, scores, query), reports)
    assert "粮食产量达到90万吨" in found
    assert "全市生产总值增长8%，粮食产量达到90万吨" in found
    assert "新建公共停车泊位1.7万个，推进220个小康村建设" in found
    assert not any("煤矿" in one and "停车" in one for one in found)  # of one paragraph each


def test_windows_reach_over_two_sentences_at_most(table):
    clauses, query, reports = table
    scores = np.zeros(len(clauses.passage), dtype=np.float32)
    found = quoted(windows(clauses, scores, query, limit=200), reports)
    assert "城镇新增就业9万人。新建公园3个" in found
    assert not any("就业" in one and "煤矿" in one for one in found)


def test_windows_stay_within_the_limit_unless_they_are_one_clause(table):
    clauses, query, _ = table
    scores = np.zeros(len(clauses.passage), dtype=np.float32)
    found = windows(clauses, scores, query, limit=12)
    assert all(one.length <= 12 or one.first == one.last for one in found)
    assert {one.last - one.first for one in found} == {0}
    assert all(one.length == one.quote.end - one.quote.start for one in found)

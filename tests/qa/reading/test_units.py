"""Which sentences are read with a question, and what they are read after."""

from qa.answer.extractive import Answerer
from qa.reading.units import context_of, likeliest_units
from qa.retrieval.retriever import Retriever


def test_context_names_place_role_with_years_and_heading(report):
    assert context_of(report, 1) == "2017年兰州市 回顾2012至2016年 一、过去一年工作回顾"
    assert context_of(report, 2) == "2017年兰州市 任务2017年 二、2017年重点工作"


def test_the_likeliest_units_of_the_evidence_are_read_with_their_places(seed_index):
    retriever = Retriever.open(seed_index)
    found = retriever.retrieve("兰州中心城区规划面积扩大到多少平方公里？")
    evidence = Answerer(retriever.index.encoder).evidence(found)
    reports = retriever.index.reports
    units = likeliest_units(evidence, reports, 6)
    assert len(units) == 6
    assert "741平方公里" in units[0].unit.text
    for one in units:
        assert reports[one.report_id].text[one.start : one.end] == one.unit.text
    likelihoods = [one.likelihood for one in units]
    assert likelihoods == sorted(likelihoods, reverse=True)
    assert likelihoods[0] == max(evidence.probabilities)

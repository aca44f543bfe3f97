"""Which sentences are read with a question, and what they are read after."""

from embeddings.encoders.reading_units import ReadingUnit
from qa.answer.extractive import Answerer
from qa.evidence.windows import Window
from qa.quotes import Quote
from qa.reading.units import PlacedUnit, context_of, likeliest_units, shared_characters
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


def test_windows_share_the_characters_of_one_report_alone():
    quotes = [("a", 0, 8), ("a", 8, 20), ("b", 2, 6)]
    windows = [
        Window(
            first=0,
            last=0,
            length=end - start,
            quote=Quote(report_id=report_id, paragraph=1, start=start, end=end),
        )
        for report_id, start, end in quotes
    ]
    units = [
        PlacedUnit(report_id=report_id, start=start, end=end, unit=ReadingUnit(""), likelihood=0.5)
        for report_id, start, end in (("a", 5, 10), ("b", 0, 4))
    ]
    assert shared_characters(windows, units).tolist() == [[3, 0], [2, 0], [0, 2]]
    assert shared_characters(windows, []).shape == (3, 0)

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.encoders.encoder import load_encoder
from embeddings.errors import FilterError, QuestionError
from embeddings.index.in_memory import MemoryIndex
from embeddings.parsing.reports import read_reports
from qa.records import Turn
from qa.retrieval.retriever import Retriever


@pytest.fixture(scope="module")
def seed_retriever(seeds):
    return Retriever.from_reports(seeds)


def places(hits):
    return [hit.title[:7] for hit in hits]


def test_retrieve_finds_the_paragraph_and_shows_the_very_text(seed_retriever):
    hits = seed_retriever.retrieve("轨道交通1号线进展", k=5, years=[2017], regions=["兰州"])
    assert len(hits) == 5
    assert "轨道交通1号线一期工程" in hits[0].text
    report = seed_retriever.index.reports[hits[0].report_id]
    for rank, hit in enumerate(hits, start=1):
        assert hit.rank == rank
        assert report.text[hit.start : hit.end] == hit.text
        assert hit.start <= hit.match_start < hit.match_end <= hit.end
        assert 0 <= hit.score <= 1
        assert hit.why
    assert len({(hit.report_id, hit.paragraph) for hit in hits}) == 5


def test_retrieve_answers_the_first_example(seed_retriever):
    hits = seed_retriever.retrieve("2016年兰州市生产总值预计达到多少？")
    assert any("预计今年达到2220亿元以上" in hit.text for hit in hits[:2])
    assert hits.scope.about_years == (2016,)
    assert hits.scope.report_years == (2017,)
    assert hits.scope.regions == ("兰州",)
    assert not hits.missing


def test_results_come_from_the_next_report_and_targets_from_the_years_own(retriever):
    results = retriever.retrieve("江苏2018年一共完成了多少生产总值？")
    assert results[0].title.startswith("2019年江苏")
    assert "2018年，全市生产总值达到9222亿元" in results[0].text
    targets = retriever.retrieve("江苏2018年计划生产总值增长百分之几？")
    assert targets[0].title.startswith("2018年江苏")
    assert "主要预期目标" in targets[0].text


def test_without_a_year_the_newest_report_comes_first(retriever):
    hits = retriever.retrieve("江苏要改造多少老旧小区")
    assert hits[0].title.startswith("2020年江苏")
    assert "改造老旧小区90个" in hits[0].text
    assert hits.scope.report_years == ()


def test_this_year_is_that_of_the_newest_report_and_is_told(retriever):
    hits = retriever.retrieve("广东今年的就业目标是多少万人")
    assert hits[0].title.startswith("2020年广东")
    assert hits.scope.notes == ("今年 → 2020",)


def test_a_region_does_not_include_its_children_unless_asked(retriever):
    own = retriever.retrieve("新增公共停车泊位", regions=["江苏"], k=50)
    assert {hit.title[5:8] for hit in own} == {"江苏省"}
    wide = retriever.retrieve("新增公共停车泊位", regions=["江苏"], include_children=True, k=50)
    assert {hit.title[5:8] for hit in wide} == {"江苏省", "南京市"}


def test_a_county_is_known_from_the_index_alone(tmp_path, write_reports):
    """Not from the process that read its report: an index is opened in another one."""
    write_reports(tmp_path, [(2020, "南京市", 6)])
    (path,) = tmp_path.glob("*.txt")
    (report,) = read_reports(path)
    index = MemoryIndex(load_encoder())
    index.add([replace(report, region="试点乡县", issuer="南京市试点乡县人民政府")])
    found = Retriever(index).retrieve("2020年试点乡县改造多少个老旧小区？")
    assert found.scope.regions == ("试点乡县",)
    assert not found.missing


def test_a_county_of_one_index_is_unknown_to_another(seed_retriever, tmp_path, write_reports):
    """What a retriever answers does not depend on the indexes that its process has opened."""
    question = "2020年试点乡县改造多少个老旧小区？"
    before = seed_retriever.retrieve(question)
    test_a_county_is_known_from_the_index_alone(tmp_path, write_reports)
    after = seed_retriever.retrieve(question)
    assert after.scope.regions == before.scope.regions == ()
    assert after.passages == before.passages


def test_the_parts_of_a_comparison_are_all_among_the_first_hits(retriever):
    hits = retriever.retrieve("广东和江苏2019年的生产总值分别达到了多少？", k=2)
    assert sorted(places(hits)) == ["2020年广东", "2020年江苏"]
    hits = retriever.retrieve("江苏2018年和2020年要改造的老旧小区各是多少个？", k=2)
    assert sorted(places(hits)) == ["2018年江苏", "2020年江苏"]
    hits = retriever.retrieve("江苏2019年城镇新增就业的目标和实际完成各是多少？", k=2)
    assert sorted(places(hits)) == ["2019年江苏", "2020年江苏"]


def test_everyday_words_find_the_reports_own(retriever):
    assert "轨道交通" in retriever.retrieve("江苏2019年地铁修通了吗")[0].text
    assert "居民消费价格" in retriever.retrieve("江苏2019年物价最多许涨多少")[0].text


def test_a_follow_up_is_rewritten_and_told(retriever):
    turn = Turn(question="江苏2018年要改造多少个老旧小区？", answer="30个。")
    hits = retriever.retrieve("那2020年呢？", history=[turn])
    assert hits.question == "那2020年呢？"
    assert hits.rewritten == "江苏2020年要改造多少个老旧小区？"
    assert "改造老旧小区90个" in hits[0].text


def test_missing_names_a_year_that_is_not_indexed(retriever):
    hits = retriever.retrieve("江苏2015年一共完成了多少生产总值？")
    assert hits.missing.years == (2016,)
    assert hits


def test_missing_names_a_place_that_is_not_indexed(seed_retriever):
    assert seed_retriever.retrieve("西宁市2017年的经济增长目标定了多少？").missing.regions == (
        "西宁",
    )
    assert not seed_retriever.retrieve("兰州市2017年的经济增长目标定了多少？").missing


def test_a_filter_that_nothing_meets_gives_no_hits_and_says_what_is_missing(retriever):
    hits = retriever.retrieve("生产总值", years=[2011])
    assert len(hits) == 0
    assert hits.missing.years == (2011,)
    hits = retriever.retrieve("生产总值", regions=["西藏"])
    assert len(hits) == 0
    assert hits.missing.regions == ("西藏",)
    hits = retriever.retrieve("生产总值", years=[2018], regions=["广东"])
    assert len(hits) == 0
    assert hits.missing


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"question": ""}, QuestionError),
        ({"question": "How many homes?"}, QuestionError),
        ({"question": "住房", "k": 0}, FilterError),
        ({"question": "住房", "k": 2.5}, FilterError),
        ({"question": "住房", "years": [1890]}, FilterError),
        ({"question": "住房", "years": ["2018"]}, FilterError),
        ({"question": "住房", "regions": ["不存在的地方"]}, FilterError),
    ],
)
def test_retrieve_refuses_what_cannot_mean_anything(retriever, arguments, error):
    with pytest.raises(error):
        retriever.retrieve(**arguments)


_YEARS = st.lists(st.sampled_from([2017, 2018, 2019, 2020, 2021]), max_size=3)
_REGIONS = st.lists(st.sampled_from(["江苏", "广东", "南京", "江苏省", "甘肃"]), max_size=2)
_QUESTIONS = st.sampled_from(
    [
        "2019年江苏和广东的生产总值各是多少？",
        "新增停车位",
        "去年空气质量怎么样",
        "2018年和2019年南京建成多少住房",
        "今后五年要做什么",
        "反腐败",
    ]
)


@settings(max_examples=60)
@given(
    question=_QUESTIONS,
    years=_YEARS,
    regions=_REGIONS,
    children=st.booleans(),
    k=st.integers(1, 12),
)
def test_no_hit_ever_violates_a_filter(retriever, question, years, regions, children, k):
    hits = retriever.retrieve(
        question, k=k, years=years, regions=regions, include_children=children
    )
    inside = {name.removesuffix("省") for name in regions}
    if children and "江苏" in inside:
        inside.add("南京")
    assert len(hits) <= k
    for hit in hits:
        report = retriever.index.reports[hit.report_id]
        assert not years or report.year in years
        assert not regions or report.region in inside
    assert hits.scope.hard == bool(years or regions)


def test_find_gives_what_the_ranker_is_fitted_on(retriever):
    (found,) = retriever.find("江苏2018年建成多少住房")
    assert found.features.shape[0] == len(found.candidates)
    report_id = found.candidates[0].report_id
    (alone,) = retriever.find("江苏2018年建成多少住房", report_ids=[report_id])
    assert {one.report_id for one in alone.candidates} == {report_id}


def test_missing_is_told_of_each_part_of_a_comparison(retriever):
    hits = retriever.retrieve("江苏2018年一共建成了多少住房，2019年还打算改造多少老旧小区？")
    assert not hits.missing
    hits = retriever.retrieve("江苏2014年一共建成了多少住房，2019年一共建成了多少住房？")
    assert hits.missing.years == (2015,)


def test_a_named_report_that_is_not_indexed_stays_missing(seed_retriever):
    hits = seed_retriever.retrieve("2011年兰州市政府工作报告里的生产总值是多少")
    assert hits.missing.years == (2011,)


def test_of_a_place_without_reports_only_paragraphs_that_name_it_tell(tmp_path):
    source = tmp_path / "2020.txt"
    source.write_text(
        "2020年江苏省政府工作报告\n各位代表：\n一、2019年工作回顾\n"
        "过去一年，全省改造老旧小区300个，受益居民20万户。\n"
        "支持苏州市、无锡市加快老旧小区改造，打造样板。\n",
        encoding="utf-8",
    )
    (report,) = read_reports(source)
    index = MemoryIndex(load_encoder())
    index.add([report])
    retriever = Retriever(index)
    named = retriever.retrieve("苏州改造了多少个老旧小区？")
    assert named
    assert all("苏州" in passage.text for passage in named)
    unnamed = retriever.retrieve("盐城改造了多少个老旧小区？")
    assert len(unnamed) > 1  # nothing names it: what is nearest is shown
    assert unnamed.missing.regions == ("盐城",)


def test_retrieve_looks_only_into_reports_of_a_named_place_that_has_some(retriever):
    def regions(question):
        return {
            retriever.index.reports[passage.report_id].region
            for passage in retriever.retrieve(question)
        }

    assert regions("广东改造了多少个老旧小区？") == {"广东"}
    assert regions("江苏和广东改造了多少个老旧小区？") == {"江苏", "广东"}
    assert regions("全国改造了多少个老旧小区？") >= {"江苏", "广东"}  # no condition by itself


@pytest.mark.parametrize(
    "asked", ["江苏2018年一共完成了多少生产总值？", "2020年北京和江苏的粮食产量"]
)
def test_understand_reads_a_question_as_retrieve_does(retriever, asked):
    searched = retriever.retrieve(asked)
    read = retriever.understand(asked, retriever.snapshot())
    assert read.passages == ()
    assert (read.rewritten, read.scope, read.parsed) == (
        searched.rewritten,
        searched.scope,
        searched.parsed,
    )
    with pytest.raises(QuestionError):
        retriever.understand("", retriever.snapshot())

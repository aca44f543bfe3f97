"""Text that stands in several reports takes one place among the hits."""

import numpy as np
import pytest

from embeddings.encoders.encoder import load_encoder
from embeddings.index.passage_index import Candidate
from embeddings.language.time_expressions import Anchor
from embeddings.text.folding import without_whitespace
from qa.question.question import parse_question
from qa.question.synonyms import load_lexicon
from qa.records import Scope
from qa.retrieval.merging import PartCandidates, merged
from qa.retrieval.ranker import Ranker
from qa.retrieval.retriever import Retriever
from qa.text.paragraph import ParagraphStore

CLEAN = "坚决反对形式主义、官僚主义，持之以恒纠治“四风”，把廉洁政府建设进行到底。"
REPORT = """{year}年{place}政府工作报告
各位代表：
现在，我代表市人民政府向大会报告工作，请予审议。
一、{past}年工作回顾
{past}年，全市新建改建农村公路{roads}公里，改造老旧小区{old}个。
二、{year}年工作安排
今年计划居民消费价格涨幅控制在3%以内，新增公共停车泊位{parking}个。
三、加强政府自身建设
{clean}
"""
REPORTS = {
    (2018, "南京市"): CLEAN,
    (2019, "南京市"): CLEAN.replace("，", " ， ").replace("“", "「").replace("”", "」"),
    (2020, "南京市"): CLEAN.replace("到底", "到最后"),
    (2019, "苏州市"): CLEAN,
}


@pytest.fixture(scope="module")
def retriever(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for row, ((year, place), clean) in enumerate(REPORTS.items(), start=1):
        text = REPORT.format(
            year=year,
            place=place,
            past=year - 1,
            roads=100 * row,
            old=30 * row,
            parking=500 * row,
            clean=clean,
        )
        (folder / f"{year}年{place}政府工作报告.txt").write_text(text, encoding="utf-8")
    return Retriever.from_reports(folder)


def clean_hits(found):
    return [hit for hit in found if "官僚主义" in hit.text]


def also(hit):
    return [place.title for place in hit.also]


def test_equal_paragraphs_take_one_place_and_the_others_are_named(retriever):
    found = retriever.retrieve("怎样反对形式主义和官僚主义", regions=["南京"], k=20)
    by_year = {hit.title[:4]: hit for hit in clean_hits(found)}
    assert sorted(by_year) == ["2019", "2020"]
    assert by_year["2020"].also == ()  # one word differs
    (named,) = by_year["2019"].also
    assert named.title == "2018年南京市政府工作报告"
    report = retriever.index.reports[named.report_id]
    assert report.text[named.start : named.end] == CLEAN
    assert report.paragraphs[named.paragraph - 1].start == named.start


def test_the_places_freed_go_to_other_paragraphs(retriever):
    found = retriever.retrieve("怎样反对形式主义和官僚主义", k=5)
    assert len(found) == 5
    assert [hit.rank for hit in found] == [1, 2, 3, 4, 5]
    assert len(clean_hits(found)) == 2
    assert len({without_whitespace(hit.text) for hit in found}) == 5


def test_the_report_asked_for_has_the_place(retriever):
    found = retriever.retrieve("南京2018年打算怎样反对形式主义和官僚主义", k=20)
    (first, *_) = clean_hits(found)
    assert first.title == "2018年南京市政府工作报告"
    assert also(first) == [
        "2019年南京市政府工作报告"
    ]  # 苏州 says it as well, and is not asked about


def test_no_other_place_violates_a_filter(retriever):
    found = retriever.retrieve("反对形式主义", years=[2019], k=20)
    (hit,) = clean_hits(found)
    assert {hit.title, *also(hit)} == {"2019年南京市政府工作报告", "2019年苏州市政府工作报告"}
    found = retriever.retrieve("反对形式主义", years=[2018], k=20)
    assert [also(hit) for hit in clean_hits(found)] == [[]]


def test_each_side_of_a_comparison_keeps_its_own(retriever):
    found = retriever.retrieve("南京和苏州2019年打算怎样反对形式主义？", years=[2019], k=20)
    assert sorted(hit.title for hit in clean_hits(found)) == [
        "2019年南京市政府工作报告",
        "2019年苏州市政府工作报告",
    ]
    assert all(hit.also == () for hit in clean_hits(found))


def found(reports, scope_years, *ranked):
    """One part's candidates: places, best first, by one signal."""
    candidates = tuple(
        Candidate(
            report_id=report_id,
            paragraph=number,
            lexical=0.0,
            lexical_sentence=0.0,
            dense=0.0,
            dense_sentence=0.0,
            sentence_start=reports[report_id].paragraphs[number - 1].start,
            sentence_end=reports[report_id].paragraphs[number - 1].end,
        )
        for report_id, number in ranked
    )
    return PartCandidates(
        question=parse_question("反对形式主义", anchor=Anchor(), lexicon=load_lexicon()),
        scope=Scope(report_years=scope_years),
        candidates=candidates,
        features=np.arange(len(ranked), 0, -1, dtype=np.float32)[:, np.newaxis],
    )


BY_ONE_FEATURE = Ranker(
    names=("one",), weights=np.ones(1), means=np.zeros(1), calibration=(1.0, 0.0, 0.0)
)


def test_a_place_given_up_for_one_part_is_taken_back_by_the_part_that_asks_of_it(retriever):
    reports = retriever.index.reports
    ids = {(r.year, r.region): key for key, r in reports.items()}
    a, b = ids[2018, "南京"], ids[2019, "南京"]
    last = len(reports[a].paragraphs)
    asked_2018 = found(reports, (2018,), (a, last), (b, last), (a, 1))
    asked_2019 = found(reports, (2019,), (b, 3), (b, 2), (b, last))
    chosen = merged(
        [asked_2018, asked_2019],
        ParagraphStore(reports, load_encoder()),
        ranker=BY_ONE_FEATURE,
        k=10,
    )
    kept = [(hit.report_id, hit.paragraph) for hit in chosen]
    assert kept == [(a, last), (b, 3), (b, 2), (a, 1), (b, last)]
    assert all(hit.also == () for hit in chosen)
    (alone, *_) = merged(
        [asked_2018], ParagraphStore(reports, load_encoder()), ranker=BY_ONE_FEATURE, k=10
    )
    assert [(place.report_id, place.paragraph) for place in alone.also] == [(b, last)]


def test_a_paragraph_of_the_scope_is_never_hidden_below_one_outside(retriever):
    reports = retriever.index.reports
    ids = {(r.year, r.region): key for key, r in reports.items()}
    outside, asked = ids[2019, "南京"], ids[2018, "南京"]
    last = len(reports[asked].paragraphs)
    part = found(reports, (2018,), (outside, last), (asked, last))
    chosen = merged([part], ParagraphStore(reports, load_encoder()), ranker=BY_ONE_FEATURE, k=10)
    assert [hit.report_id for hit in chosen] == [outside, asked]

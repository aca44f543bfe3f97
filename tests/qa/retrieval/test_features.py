import numpy as np
import pytest

from embeddings.encoders.encoder import load_encoder
from embeddings.index.passage_index import Candidate
from embeddings.language.time_expressions import Anchor
from embeddings.records import Paragraph, Report, Role, Section
from qa.question.question import parse_question
from qa.question.scope import derive_scope
from qa.question.synonyms import load_lexicon
from qa.retrieval.features import FEATURES, CandidateFeatures
from qa.retrieval.word_features import QuestionMatcher
from qa.text.paragraph import ParagraphStore

TEXT = (
    "全市生产总值年均增长10.73%，预计今年达到2220亿元以上。轨道交通1号线完成总工程量的76%。\n"
    "到2020年，全市生产总值突破3000亿元。\n"
    "严肃查处不作为、慢作为。\n"
)


def report(year=2017, region="兰州", period=(2012, 2016), current=2016, report_id="a"):
    cuts = [0, *(place + 1 for place, sign in enumerate(TEXT) if sign == "\n")]
    roles = (Role.REVIEW, Role.GOALS, Role.GOVERNMENT)
    titles = ("一、过去五年工作回顾", "二、今后五年奋斗目标", "三、政府自身建设")
    sections = tuple(
        Section(
            number=number,
            level=1,
            title=title,
            path=(title,),
            role=role,
            start=cuts[number],
            end=cuts[number + 1],
        )
        for number, (role, title) in enumerate(zip(roles, titles, strict=True))
    )
    paragraphs = tuple(
        Paragraph(number=n + 1, start=cuts[n], end=cuts[n + 1] - 1, section=n) for n in range(3)
    )
    return Report(
        report_id=report_id,
        title=f"{year}年{region}市政府工作报告",
        year=year,
        region=region,
        issuer=None,
        date=None,
        current_year=current,
        period=period,
        origins={},
        sources=(),
        sha256="",
        text=TEXT,
        sections=sections,
        paragraphs=paragraphs,
    )


def candidate(paragraph, start=None, end=None, report_id="a", lexical=1.0, dense=0.5):
    place = report().paragraphs[paragraph - 1]
    return Candidate(
        report_id=report_id,
        paragraph=paragraph,
        lexical=lexical,
        lexical_sentence=lexical,
        dense=dense,
        dense_sentence=dense,
        sentence_start=place.start if start is None else start,
        sentence_end=place.end if end is None else end,
    )


def features_of(text, candidates, reports=None):
    reports = reports or [report()]
    anchor = Anchor.of_question(reports[0])
    question = parse_question(text, anchor=anchor, lexicon=load_lexicon())
    scope = derive_scope(question, reports)
    table = CandidateFeatures(
        ParagraphStore({one.report_id: one for one in reports}, load_encoder())
    ).compute(question, scope, candidates)
    return [dict(zip(FEATURES, row.tolist(), strict=True)) for row in table]


def test_compute_gives_a_row_per_candidate_and_a_column_per_signal():
    question = parse_question("生产总值", anchor=Anchor(), lexicon=load_lexicon())
    scope = derive_scope(question, [report()])
    table = CandidateFeatures(ParagraphStore({"a": report()}, load_encoder())).compute(
        question, scope, [candidate(1), candidate(2)]
    )
    assert table.shape == (2, len(FEATURES))
    assert table.dtype == np.float32
    assert CandidateFeatures(ParagraphStore({"a": report()}, load_encoder())).compute(
        question, scope, []
    ).shape == (
        0,
        len(FEATURES),
    )


def test_legs_are_relative_to_the_best_candidate():
    best, worse = features_of(
        "生产总值", [candidate(1, lexical=8, dense=0.6), candidate(2, lexical=2, dense=0.4)]
    )
    assert (best["lexical"], worse["lexical"]) == (1, 0.25)
    assert worse["dense_gap"] == pytest.approx(-0.2)


def test_words_are_found_themselves_in_other_words_and_in_the_sentence():
    (row,) = features_of("地铁1号线", [candidate(1)])
    assert row["cover"] < row["cover_expanded"]
    assert row["expansion"] == 1
    second = TEXT.index("轨道交通")
    inside, outside = features_of(
        "轨道交通", [candidate(1, second, second + 12), candidate(1, 0, 10)]
    )
    assert inside["cover_sentence"] == 1
    assert outside["cover_sentence"] == 0
    assert outside["cover"] == 1


def test_leads_tells_a_subject_from_a_mention():
    question = parse_question("生产总值", anchor=Anchor(), lexicon=load_lexicon())
    words = QuestionMatcher(question)
    subject, mention = "全市生产总值年均增长10%", "非公经济占生产总值的比重提高"
    assert words.coverage(subject, 0, len(subject)).leading == 1
    assert words.coverage(mention, 0, len(mention)).leading == 0
    assert words.coverage(mention, 0, len(mention)).mentioned == 1
    assert words.coverage(subject, 0, len(subject)).mentioned == 0


def test_what_a_share_is_of_counts_little_unless_a_share_is_asked_for():
    mention = "非公经济占生产总值的比重提高"
    for asked, credit in (("生产总值", 0.3), ("占生产总值比重", 1.0)):
        question = parse_question(asked, anchor=Anchor(), lexicon=load_lexicon())
        assert QuestionMatcher(question).coverage(mention, 0, len(mention)).plain == credit


def test_years_are_resolved_against_the_report():
    first, second, third = features_of(
        "2016年兰州一共达到了多少", [candidate(1), candidate(2), candidate(3)]
    )
    assert first["gives_results"] == 1
    assert first["sets_targets"] == 0
    assert first["year_in_sentence"] == 1  # 今年 is 2016
    assert second["year_in_sentence"] == 0  # 到2020年
    assert second["other_year"] == 1
    assert third["year_in_sentence"] == 0  # 政府自身建设 speaks of 2017
    (row,) = features_of("2020年兰州的目标", [candidate(2)])
    assert row["year_in_sentence"] == row["year_written"] == 1


def test_sections_are_weighed_by_what_is_asked_for():
    review, goals = features_of("2016年一共完成了多少投资", [candidate(1), candidate(2)])
    assert review["review_results"] > 0.7
    assert goals["review_results"] == 0
    review, goals = features_of("2017年的目标打算定多少", [candidate(1), candidate(2)])
    assert goals["plan_targets"] > 0.7
    assert goals["goals"] == 1


def test_regions_are_told_apart():
    reports = [report(), report(region="西宁", report_id="b"), report(region="全国", report_id="c")]
    own, other, above = features_of(
        "兰州的生产总值",
        [candidate(1), candidate(1, report_id="b"), candidate(1, report_id="c")],
        reports,
    )
    assert (own["region_same"], other["region_same"], above["region_same"]) == (1, 0, 0)
    assert (own["region_above"], other["region_above"], above["region_above"]) == (0, 0, 1)


def test_recency_counts_only_without_a_year():
    reports = [report(), report(year=2016, period=(2011, 2015), current=2015, report_id="b")]
    candidates = [candidate(1), candidate(1, report_id="b")]
    newer, older = features_of("生产总值是多少", candidates, reports)
    assert (newer["recency"], older["recency"]) == (1, 0.5)
    newer, older = features_of("2015年生产总值是多少", candidates, reports)
    assert (newer["recency"], older["recency"]) == (0, 0)


def test_figures_of_the_asked_kind_count_most():
    money, none = features_of("生产总值达到多少亿元", [candidate(1), candidate(3)])
    assert money["figure_paragraph"] == 1
    assert none["figure_paragraph"] == 0
    (row,) = features_of("查处什么", [candidate(1)])
    assert row["figure_paragraph"] == 0


def test_what_a_paragraph_says_is_read_once():
    store = CandidateFeatures(ParagraphStore({"a": report()}, load_encoder())).store
    assert store.of("a", 1) is store.of("a", 1)


def test_order_tells_a_sentence_in_the_questions_order_from_a_reversed_one():
    question = parse_question("生产总值预计达到多少", anchor=Anchor(), lexicon=load_lexicon())
    words = QuestionMatcher(question)
    same, turned = "全市生产总值增长10%，预计今年达到2220亿元", "达到996亿元，预计占生产总值44.9%"
    assert words.order(same, 0, len(same)) == 1
    assert words.order(turned, 0, len(turned)) == -1
    assert words.order("生产总值", 0, 4) == 0

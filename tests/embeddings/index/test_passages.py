"""The two granularities of a report, their context and their term counts."""

from embeddings.index.passages import (
    DigestMaker,
    context_of,
    count_terms,
    digest_of,
    embedded_text,
    passages_of,
)
from embeddings.records import Granularity


def test_passages_are_the_paragraphs_and_their_sentences(make_report):
    report = make_report(
        "2017年兰州市政府工作报告", ("一、回顾", ["就业增加。物价平稳；", "粮食丰收"])
    )
    groups = list(passages_of(report))
    assert [
        [report.text[one.start : one.end] for one in (group.paragraph, *group.sentences)]
        for group in groups
    ] == [["就业增加。物价平稳；", "就业增加。", "物价平稳；"], ["粮食丰收", "粮食丰收"]]
    assert [group.paragraph.paragraph for group in groups] == [1, 2]
    assert groups[0].paragraph.granularity is Granularity.PARAGRAPH
    assert {one.granularity for group in groups for one in group.sentences} == {
        Granularity.SENTENCE
    }


def test_context_is_the_title_and_the_headings_above(make_report):
    report = make_report("2017年兰州市政府工作报告", ("", ["各位代表："]), ("一、回顾", ["好。"]))
    assert [context_of(report, paragraph) for paragraph in report.paragraphs] == [
        "2017年兰州市政府工作报告",
        "2017年兰州市政府工作报告 一、回顾",
    ]


def test_terms_of_the_passage_count_whole_and_those_of_its_context_half(make_report):
    report = make_report("就业报告", ("", ["就业增加，就业平稳。粮食丰收。"]))
    (group,) = passages_of(report)
    assert group.paragraph_terms["就业"] == 4 + 4 + 2
    assert group.paragraph_terms["报告"] == 2
    assert [counts.get("就业") for counts in group.sentence_terms] == [10, 2]


def test_counts_stay_within_what_is_stored():
    assert count_terms(["词"] * 20_000, ["词"] * 20_000) == {"词": 65_535}
    assert count_terms([], ["词"] * 40_000) == {"词": 65_535}


def test_paragraph_of_marks_alone_is_one_sentence(make_report):
    (group,) = passages_of(make_report("报告", ("", ["。"])))
    assert len(group.sentences) == 1


def test_digest_depends_on_the_encoder_and_the_text():
    assert digest_of("1", "就业") == digest_of("1", "就业")
    assert len({digest_of("1", "就业"), digest_of("2", "就业"), digest_of("1", "物价")}) == 3


def test_digests_are_those_of_context_and_text():
    made = DigestMaker("1").digests(["题", "题 一、"], [1, 0, 1], ["就业", "物价", ""])
    assert made == [
        digest_of("1", embedded_text(context, text))
        for context, text in (("题 一、", "就业"), ("题", "物价"), ("题 一、", ""))
    ]

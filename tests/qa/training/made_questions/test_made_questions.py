"""Questions made of sentences of local reports: what is asked, what answers, what is left out."""

from random import Random

import pytest

from embeddings.facts.extraction import extract_facts
from embeddings.parsing.reports import read_reports
from qa.training.absence.text_search import SearchedReport
from qa.training.made_questions.figure_questions import figure_questions, value_forms
from qa.training.made_questions.honour_questions import honour_questions
from qa.training.made_questions.lacking_questions import lacking_subjects
from qa.training.made_questions.list_questions import list_questions
from qa.training.made_questions.made import MadeQuestion, as_row, spread
from qa.training.made_questions.pair_questions import pair_questions
from qa.training.made_questions.wordings import asked_amount, in_years


@pytest.fixture
def searched(tmp_path):
    def of(*sentences, place="扬州"):
        path = tmp_path / f"2019年{place}市政府工作报告.txt"
        path.write_text(
            f"2019年{place}市政府工作报告\n\n各位代表：\n一、2018年工作回顾\n"
            + "\n".join(sentences)
            + "\n二、2019年工作安排\n深入推进改革。\n",
            encoding="utf-8",
        )
        (report,) = read_reports(path)
        return SearchedReport(report)

    return of


def figures(searched):
    return list(figure_questions(searched, extract_facts(searched.report), Random(1)))


def test_an_action_is_asked_for_in_its_unit(searched):
    (made,) = figures(searched("新改建农村公路238公里。"))
    assert made.answers == (("238公里",),)
    assert made.quote == "新改建农村公路238公里"
    assert "扬州" in made.question
    assert "多少公里" in made.question
    assert "238" not in made.question


def test_a_subject_with_two_figures_of_one_unit_is_not_asked_about(searched):
    said = "新改建农村公路238公里。", "农村公路总里程达到9000公里。"
    assert [one.answers for one in figures(searched(*said))] == [(("9000公里",),)]


def test_two_figures_are_asked_for_together(searched):
    (made,) = pair_questions(searched("安全事故总量、死亡人数分别下降16.8%和15.8%。"), Random(1))
    assert made.answers == (("16.8%",), ("15.8%",))
    assert made.type == "comparison"


def test_an_enumeration_answers_with_its_items(searched):
    said = "举办风筝文化节、环岛国际马拉松赛等品牌活动。"
    (made,) = list_questions(searched(said), Random(1))
    assert made.answers == (("风筝文化节",), ("环岛国际马拉松赛",))
    assert "品牌活动" in made.question
    assert not list(list_questions(searched(said.replace("品牌", "")), Random(1)))  # any of them
    assert not list(list_questions(searched("建设县人民医院、市中医院三级甲等医院。"), Random(1)))


def test_an_honour_is_asked_for_by_its_bearer_or_its_name(searched):
    said = searched("雷锋纪念馆获评省级文明旅游示范单位。")
    answers = {next(iter(honour_questions(said, Random(seed)))).answers for seed in range(8)}
    assert answers == {(("雷锋纪念馆",),), (("省级文明旅游示范单位",),)}
    assert not list(honour_questions(searched("扬州市获评全国文明典范城市。"), Random(1)))


def test_a_subject_is_lacking_only_where_no_sentence_speaks_of_it(searched):
    own = searched("培育农产品加工龙头企业12家。")
    facts = extract_facts(own.report)
    asked = [one for seed in range(20) for one in figure_questions(own, facts, Random(seed))]
    made = next(one for one in asked if not in_years(one.question))
    without = searched("完成造林绿化65万亩。", place="固原")
    with_it = searched("壮大农产品加工龙头企业。", place="固原")
    (lacking,) = lacking_subjects([made], {"a": without}, Random(1))
    assert lacking.lacks == ("农产品加工龙头企业",)
    assert "固原" in lacking.question
    assert not list(lacking_subjects([made], {"a": with_it}, Random(1)))


def test_like_questions_are_kept_once(searched):
    def one(question, report="2019年扬州市政府工作报告"):
        return MadeQuestion(
            kind="action",
            type="number",
            question=question,
            subject=question,
            place="扬州",
            report=report,
            answers=(("4座",),),
            quote="4座",
        )

    asked = [
        one("扬州2018年新修了几座桥？"),
        one("2018年扬州新修了几座桥？"),
        one("扬州有几处茶馆？"),
    ]
    assert len(spread(asked, 5, Random(1))) == 2
    assert len(spread(asked, 1, Random(1))) == 1


def test_an_unanswerable_row_names_its_report_and_what_it_lacks():
    lacking = MadeQuestion(
        kind="place",
        type="unanswerable",
        question="首尔新修了几座桥？",
        subject="首尔",
        place="扬州",
        report="2019年扬州市政府工作报告",
        lacks=("首尔",),
    )
    row = as_row(lacking, "made-1")
    assert not row["answerable"]
    assert row["evidence"] == []
    assert (row["over"], row["lacks"]) == ("2019年扬州市政府工作报告", ("首尔",))


@pytest.mark.parametrize(
    ("value", "asked"),
    [("930万千瓦", {"多少千瓦"}), ("610千米", {"多少千米"}), ("4座", {"几座", "多少座"})],
)
def test_an_amount_is_asked_for_without_its_scale(value, asked):
    assert {asked_amount(value, Random(seed)) for seed in range(10)} == asked


def test_value_forms_leave_the_unit_out_after_a_scale_alone():
    assert value_forms("1.3万套") == ("1.3万套", "1.3万")
    assert value_forms("238公里") == ("238公里",)

import pytest

from qa.evaluation.matching.figures import figures_in
from qa.evaluation.metrics import answer_metrics as metrics
from qa.records import Computed

GDP = "经济总量持续扩大，2016年预计达到2220亿元以上"


def test_correct_needs_every_part_in_a_short_text(question, answer) -> None:
    asked = question(["29万人", "29万"], ["24%"])
    assert metrics.correct(asked, answer("29万，占24%"))
    assert not metrics.correct(asked, answer("29万人"))
    assert not metrics.correct(asked, answer(""))
    assert metrics.correct(asked, answer("29万，占24%".ljust(150, "的")))
    assert not metrics.correct(asked, answer("29万，占24%".ljust(151, "的")))


@pytest.mark.parametrize(
    ("kind", "limit", "tight_limit"),
    [("number", 150, 60), ("list", 250, 120), ("comparison", 400, 200), ("measures", 400, 200)],
)
def test_limits_follow_the_type(question, answer, kind: str, limit: int, tight_limit: int) -> None:
    asked = question(["76%"], type=kind)
    assert metrics.correct(asked, answer("76%".ljust(limit, "的")))
    assert not metrics.correct(asked, answer("76%".ljust(limit + 1, "的")))
    assert metrics.tight(asked, answer("76%".ljust(tight_limit, "的")))
    assert not metrics.tight(asked, answer("76%".ljust(tight_limit + 1, "的")))


def test_correct_takes_half_of_the_parts_of_measures(question, answer) -> None:
    asked = question(["甲措施"], ["乙措施"], ["丙措施"], type="measures")
    assert metrics.correct(asked, answer("甲措施、丙措施"))  # 2 of 3
    assert not metrics.correct(asked, answer("甲措施"))  # 1 of 3
    two = question(["甲措施"], ["乙措施"], type="measures")
    assert metrics.correct(two, answer("乙措施"))  # 1 of 2


def test_correct_means_refusing_the_unanswerable(question, answer) -> None:
    asked = question(answerable=False, type="unanswerable")
    assert metrics.correct(asked, answer(""))
    assert metrics.tight(asked, answer(""))
    assert not metrics.correct(asked, answer("2220亿元"))


def test_span_exact_needs_a_span_for_each_part(question, answer) -> None:
    asked = question(["27个", "27家"], ["66家"])
    assert metrics.span_exact(asked, answer("略", spans=("２７ 家", "66家", "更多")))
    assert not metrics.span_exact(asked, answer("略", spans=("27个",)))
    assert not metrics.span_exact(asked, answer("略", spans=("孵化器27个", "66家")))


def test_span_f1_averages_the_best_span_per_part(question, answer) -> None:
    asked = question(["27个"], ["66家"])
    # 孵化器27个 shares 27个 with the form: 2 * 3 / (3 + 6); 66家 has no span near: 6 shared by none
    given = answer("略", spans=("孵化器27个",))
    assert metrics.span_f1(asked, given) == pytest.approx((2 * 3 / 9 + 0) / 2)
    assert metrics.span_f1(asked, answer("")) == 0


def test_character_f1_counts_repeated_characters() -> None:
    assert metrics.character_f1("66家", "6家") == pytest.approx(2 * 2 / 5)
    assert metrics.character_f1("１％", "1%") == 1
    assert metrics.character_f1("甲", "乙") == 0


def test_citation_recall_counts_evidence_covered_by_half(
    question, cite, index, lanzhou, council
) -> None:
    name = lanzhou.title
    one = question(["2220亿元"], evidence=[(name, GDP)])
    assert metrics.citation_recall(one, [cite(lanzhou, GDP)], index) == 1
    assert metrics.citation_recall(one, [cite(lanzhou, "2220亿元以上")], index) == 1  # inside
    assert metrics.citation_recall(one, [], index) == 0
    half = "220亿元以上，比2011年"  # 14 characters, 7 of them in the quote
    assert metrics.citation_recall(one, [cite(lanzhou, half)], index) == 1
    less = "20亿元以上，比2011年"  # 13 characters, 6 of them in the quote
    assert metrics.citation_recall(one, [cite(lanzhou, less)], index) == 0
    two = question(["2220亿元"], ["76%"], evidence=[(name, GDP), (name, "农村自来水入户率达到76%")])
    assert metrics.citation_recall(two, [cite(lanzhou, GDP)], index) == 0.5


def test_citation_recall_lets_also_stand_in_for_a_single_item(
    question, cite, index, lanzhou
) -> None:
    other = (lanzhou.title, "农村自来水入户率达到76%")
    cited = [cite(lanzhou, "农村自来水入户率达到76%")]
    one = question(["x"], evidence=[(lanzhou.title, GDP)], also=[other])
    assert metrics.citation_recall(one, cited, index) == 1
    two = question(
        ["x"], evidence=[(lanzhou.title, GDP), (lanzhou.title, "新型众创空间66家")], also=[other]
    )
    assert metrics.citation_recall(two, cited, index) == 0


def test_citation_of_another_report_covers_nothing(question, cite, index, lanzhou, council) -> None:
    asked = question(["x"], evidence=[(council.sources[0].name[:-4], "增长6.7%，名列世界前茅")])
    assert metrics.citation_recall(asked, [cite(council, "增长6.7%，名列世界前茅")], index) == 1
    assert metrics.citation_recall(asked, [cite(lanzhou, GDP)], index) == 0


def test_citation_precision_counts_excerpts_of_fair_length_only(
    question, cite, index, lanzhou
) -> None:
    asked = question(["x"], evidence=[(lanzhou.title, GDP)])
    good, off, short = (
        cite(lanzhou, GDP),
        cite(lanzhou, "新型众创空间66家"),
        cite(lanzhou, "2220亿"),
    )
    assert metrics.citation_precision(asked, [good, off], index) == 0.5
    assert len(short.excerpt) == 5
    assert metrics.citation_precision(asked, [good, off, short], index) == pytest.approx(1 / 3)
    assert metrics.citation_recall(asked, [short], index) == 0
    assert metrics.citation_precision(asked, [], index) == 0


def test_figure_counts_looks_in_excerpts_and_computed(answer, cite, lanzhou) -> None:
    text = "2016年预计达到2220亿元以上，比上年多20亿元，增长9%"
    given = answer(
        text,
        citations=(cite(lanzhou, GDP),),
        computed=(Computed(value="20亿元", operation="difference", operands=("a", "b")),),
    )
    assert figures_in(text) == ("2016年", "2220亿元", "20亿元", "9%")
    assert metrics.figure_counts(given) == (3, 4)
    assert metrics.figure_counts(answer("没有数字")) == (0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("累计到位资金7300多亿元", ("7300多亿元",)),
        ("提高2.3个百分点", ("2.3个百分点",)),
        ("新增就业１，３１４万人", ("１，３１４万人",)),
        ("增长百分之十点五", ("百分之十点五",)),
        ("一些地区", ()),
        ("221平方公里扩大到741平方公里", ("221平方公里", "741平方公里")),
    ],
)
def test_figures_in_takes_number_multiple_and_unit(text: str, expected: tuple[str, ...]) -> None:
    assert figures_in(text) == expected


def test_relevant_needs_the_quote_the_report_and_a_fair_length(
    question, passage, index, lanzhou, council
) -> None:
    asked = question(
        ["x"], evidence=[(lanzhou.title, GDP)], also=[(council.report_id, "增长6.7%，名列")]
    )
    assert metrics.relevant(passage(lanzhou, 2), asked, index)
    assert metrics.relevant(passage(council, 2), asked, index)
    assert not metrics.relevant(passage(lanzhou, 3), asked, index)
    from dataclasses import replace

    long = replace(passage(lanzhou, 2), text=lanzhou.text + "长" * 1300)
    assert not metrics.relevant(long, asked, index)
    stranger = replace(passage(lanzhou, 2), report_id="000000000000")
    assert not metrics.relevant(stranger, asked, index)

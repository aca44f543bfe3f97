"""Where a question's proof stands, and what only looks like it."""

from pathlib import Path
from random import Random

import pytest

from embeddings.parsing.reports import read_reports
from qa.training.contrast.pools import AskedQuestion, Pool

BODY = """{year}年兰州市政府工作报告

一、{past}年工作回顾

全市生产总值完成{total}亿元，增长{rate}%。城镇新增就业{jobs}万人，登记失业率控制在4%以内。

二、{year}年工作安排

全市生产总值预期增长9%。新建学校12所，改造老旧小区30个。
"""


@pytest.fixture
def pool(tmp_path: Path) -> Pool:
    for year, total, rate, jobs in ((2017, 2264, "8.3", 9), (2018, 2523, "5.7", 11)):
        text = BODY.format(year=year, past=year - 1, total=total, rate=rate, jobs=jobs)
        (tmp_path / f"{year}年兰州市政府工作报告.txt").write_text(text, encoding="utf-8")
    reports = [one for path in sorted(tmp_path.glob("*.txt")) for one in read_reports(path)]
    return Pool(reports, near=3, far=3)


def asked(text: str, quote: str, answer: str) -> AskedQuestion:
    return AskedQuestion(
        text=text,
        report="2017年兰州市政府工作报告",
        quote=quote,
        answers=((answer,),),
        source="local",
        fold=2,
    )


def test_the_proof_is_the_sentence_that_holds_the_quote(pool: Pool) -> None:
    question = asked("2017年的兰州报告里城镇就业增加多少", "城镇新增就业9万人", "9万人")
    (found,) = pool.contrasted([question], "兰州市", Random(1))
    assert (found.group, found.fold, found.source) == ("兰州市", 2, "local")
    assert found.positive.sentence.endswith("城镇新增就业9万人，登记失业率控制在4%以内。")
    assert found.positive.sentence.startswith("2017年兰州市政府工作报告")
    assert found.positive.sentence.split()[-1] in found.positive.paragraph


def test_another_year_s_statement_is_a_negative_of_a_question_with_a_year(pool: Pool) -> None:
    question = asked("2017年的兰州报告里城镇就业增加多少", "城镇新增就业9万人", "9万人")
    (found,) = pool.contrasted([question], "", Random(1))
    assert found.group == "2017年兰州市政府工作报告"
    others = [one.sentence for one in found.negatives]
    assert any("2018年" in one and "新增就业11万人" in one for one in others)
    assert found.positive.sentence not in others


def test_what_holds_the_answer_too_is_none_where_no_year_is_asked(pool: Pool) -> None:
    dated = asked("2017年要建几所学校", "新建学校12所", "12所")
    undated = asked("要建几所学校", "新建学校12所", "12所")
    one, other = pool.contrasted([dated, undated], "", Random(1))

    def holding(found) -> int:
        return sum(
            "12所" in text.paragraph and "2018年" in text.sentence for text in found.negatives
        )

    assert holding(one) > 0
    assert holding(other) == 0


def test_a_question_whose_quote_is_nowhere_is_left_out(pool: Pool) -> None:
    assert pool.contrasted([asked("地铁几号线", "轨道交通3号线", "3号线")], "", Random(1)) == []

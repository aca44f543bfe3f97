from dataclasses import replace
from pathlib import Path

import pytest

from embeddings.messages import Message
from qa.evaluation import Severity, check_test_set, from_questions, read_test_set
from qa.evaluation.testsets.checking import nearest_quote
from qa.evaluation.testsets.test_set import BLANK, folded

ROOT = Path(__file__).parents[4]


def check(question, index):
    return check_test_set(from_questions([question], name="one", file="one.jsonl"), index)


def test_a_sound_question_has_no_findings(question, index, lanzhou) -> None:
    asked = question(["76%"], evidence=[(lanzhou.title, "农村自来水入户率 达到76%")])
    assert check(asked, index) == ()


def test_an_unknown_report_is_named_with_the_nearest(question, index) -> None:
    asked = replace(
        question(["76%"], evidence=[("2017年兰州市政府报告", "农村自来水入户率达到76%")]), line=3
    )
    (finding,) = check(asked, index)
    assert str(finding) == (
        "one.jsonl:3: error [q1]: unknown report '2017年兰州市政府报告'; did you mean "
        "'2017年兰州市政府工作报告'? Or name the index that holds it with --index"
    )


def test_the_same_mistake_on_many_lines_is_told_once(question, index) -> None:
    """As where a test set is asked of the wrong index."""
    asked = replace(question(["76%"], evidence=[("2099年火星", "农村自来水")]), line=1)
    one = check(asked, index)[0]
    lines = folded([replace(one, line=line, question_id=f"q{line}") for line in range(1, 10)])
    assert [str(line) for line in lines] == [f"{one} (also on line 2, 3, 4, 5, 6 and 3 more)"]
    lineless = [replace(one, line=0, question_id=name) for name in ("a", "b")]
    assert [str(line) for line in folded(lineless)] == [f"{lineless[0]} (and 1 more like it)"]
    other = replace(one, message=Message("no_evidence"))
    assert [str(line) for line in folded([one, other])] == [str(one), str(other)]
    assert lines[0].text("zh").endswith("（第 2、3、4、5、6 等，另 3 行也是）")


def test_a_quote_not_found_is_named_with_the_nearest(question, index, lanzhou) -> None:
    asked = question(["76%"], evidence=[(lanzhou.title, "农村自来水的入户率达到76%")])
    (finding,) = check(asked, index)
    assert finding.severity is Severity.ERROR
    assert "is not in 2017年兰州市政府工作报告" in str(finding.message)
    assert "农村自来水入户率达到76%" in str(finding.message)


def test_a_quote_over_two_paragraphs_is_an_error(question, index, lanzhou) -> None:
    asked = question(["76%"], evidence=[(lanzhou.title, "达到76%。\n培育科技企业")])
    (finding,) = check(asked, index)
    assert "runs over more than one paragraph" in str(finding.message)


def test_an_answer_part_in_no_quote_is_a_warning(question, index, lanzhou) -> None:
    asked = question(["76%"], ["6%"], evidence=[(lanzhou.title, "农村自来水入户率达到76%")])
    (finding,) = check(asked, index)
    assert finding.severity is Severity.WARNING
    assert "'6%' is in no quote" in str(finding.message)


def test_missing_evidence_and_repeated_questions_are_warnings(question, index) -> None:
    test_set = from_questions([question(["1"], id="a"), question(["1"], id="b")], name="two")
    messages = [str(finding.message) for finding in check_test_set(test_set, index)]
    assert messages[0].startswith("no evidence")
    assert messages[-1].startswith("asks the same as 'a'")


def test_a_blank_is_an_error(question, index) -> None:
    findings = check(question([BLANK]), index)
    assert findings[0].severity is Severity.ERROR
    assert findings[0].message == Message("answer_blank", blank=BLANK)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("城镇登记失业率4.2%", "城镇登记失业率4.02%"),
        ("国内生产总值达到74万亿元", "国内生产总值达到74.4万亿元"),
        ("甲", ""),
    ],
)
def test_nearest_quote_is_aligned_to_what_differs(council, quote: str, expected: str) -> None:
    assert nearest_quote(council.text, quote) == expected


def test_the_dev_set_of_the_seed_has_no_errors(index) -> None:
    from embeddings.parsing.reports import read_reports

    reports = read_reports(ROOT / "seeds" / "000_06042aab8e8de241.txt")
    parsed = replace(index, reports={report.report_id: report for report in reports})
    findings = check_test_set(read_test_set(ROOT / "tests/data/lanzhou_dev.jsonl"), parsed)
    assert [f.question_id for f in findings if f.severity is Severity.ERROR] == []


def test_the_test_set_that_ships_has_no_findings(index) -> None:
    from embeddings.parsing.reports import read_reports

    reports = read_reports(ROOT / "seeds" / "000_06042aab8e8de241.txt")
    parsed = replace(index, reports={report.report_id: report for report in reports})
    test_set = read_test_set(ROOT / "seeds" / "testsets" / "lanzhou_20.jsonl")
    assert len(test_set) == 20
    assert check_test_set(test_set, parsed) == ()
    dev = read_test_set(ROOT / "tests" / "data" / "lanzhou_dev.jsonl")
    assert not {q.question for q in dev.questions} & {q.question for q in test_set.questions}

from embeddings.records import Report
from qa.evaluation.matching.quote_locations import is_named, named_reports, overlap, quote_spans


def test_is_named_takes_id_title_and_stem_of_the_file(lanzhou: Report, council: Report) -> None:
    for name in (lanzhou.report_id, "2017年兰州市政府工作报告", "000_seed"):
        assert is_named(name, lanzhou)
    assert is_named("2017年国务院政府工作报告", council)
    assert not is_named("2017年国务院政府工作报告", lanzhou)
    assert not is_named("000_seed.txt", lanzhou)


def test_named_reports_is_empty_for_a_report_not_indexed(index) -> None:
    assert named_reports("2018年兰州市政府工作报告", index) == ()


def test_quote_spans_count_the_white_space_inside_and_not_around() -> None:
    text = "一 增长\u3000５ ％。 增长５％。"
    assert quote_spans(text, "增长５％") == ((2, 8), (10, 14))
    assert [text[a:b] for a, b in quote_spans(text, " 增长 ５％ ")] == [
        "增长\u3000５ ％",
        "增长５％",
    ]
    assert quote_spans(text, "增长5%") == ()  # a quote is exact but for white space


def test_overlap_counts_shared_characters() -> None:
    assert overlap((0, 10), (5, 20)) == 5
    assert overlap((0, 5), (5, 20)) == 0
    assert overlap((0, 5), (9, 20)) == 0

import pytest

from qa.diff.words.names import object_of
from qa.diff.words.spread import Spread, is_fragment


def test_new_terms_are_said_here_and_never_before(years, analysis):
    found = [one.term for one in analysis.new_terms(years[1])]
    assert "新质生产力" in found
    assert "人工智能+" in found  # marked as a term by its quotation marks
    assert not any(term in years[0].text for term in found)


def test_new_terms_without_an_earlier_report_are_none(years, analysis):
    assert analysis.new_terms(years[0]) == ()


@pytest.mark.parametrize(
    ("term", "thing"),
    [
        ("全面贯彻新发展理念", "新发展理念"),  # State Council 2022
        ("着力推动高质量发展", "高质量发展"),  # 2023
        ("因地制宜发展新质生产力", "新质生产力"),  # 2025
        ("供给侧结构性改革", ""),  # no word says how
        ("高效办成一件事", ""),  # too little is left to be a name
        ("全面依法治国", ""),  # no verb follows
    ],
)
def test_object_is_what_something_is_done_with(term, thing):
    assert object_of(term) == thing


def test_new_way_of_doing_a_known_thing_is_no_new_term(tmp_path, encoder):
    from embeddings.index.in_memory import MemoryIndex
    from embeddings.parsing.reports import read_reports
    from qa.diff.analysis import ReportAnalysis

    reports = []
    for year, said in (
        (2024, "推动高质量发展。做好各项工作。"),
        (2025, "着力推动高质量发展。全市着力推动高质量发展，新质生产力加快培育，培育新质生产力。"),
    ):
        path = tmp_path / f"{year}年青岚市政府工作报告.txt"
        path.write_text(f"{year}年青岚市政府工作报告\n\n各位代表：\n\n{said}\n", encoding="utf-8")
        reports += read_reports(path)
    index = MemoryIndex(encoder)
    index.add(reports)
    found = [one.term for one in ReportAnalysis(index).new_terms(reports[1])]
    assert any("新质生产力" in term for term in found)
    assert not any("高质量发展" in term for term in found)


@pytest.mark.parametrize(("term", "count"), [("就业", 2), ("新增就业", 1), ("就学", 0)])
def test_spread_counts_texts_as_a_plain_search_does(term, count):
    texts = ["城镇新增就业12万人", "就业优先，扩大就业", "业就"]
    spread = Spread(texts)
    assert spread.count(term) == count == sum(term in text for text in texts)
    assert spread.most(term) >= count
    assert spread.mentions(term) == sum(text.count(term) for text in texts)


@pytest.mark.parametrize(
    ("term", "fragment"),
    [
        ("管服改革", True),  # always after 放
        ("有效提升和量", True),  # always between 的 and 的
        ("放管服改革", False),
    ],
)
def test_fragment_is_what_has_a_fixed_neighbour(term, fragment):
    texts = [
        f"{verb}放管服改革{end}质的有效提升和量的合理增长"
        for verb, end in zip("推抓促搞办", "，。；、：", strict=True)
    ]
    assert is_fragment(term, Spread(texts)) is fragment

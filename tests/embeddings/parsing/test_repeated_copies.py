from embeddings.parsing.repeated_copies import split_copies
from embeddings.reading import Line

TEXT = (
    "，".join(["全市经济社会发展取得新的成绩", "各项事业全面进步", "人民生活继续改善"] * 2) + "。"
)
REPORT = ["各位代表：", "一、回顾", *(f"{sign}{TEXT}" for sign in "甲乙丙丁")]


def copies(*texts):
    lines = [Line(text=text, number=number) for number, text in enumerate(texts, 1)]
    return [[line.text for line in copy] for copy in split_copies(lines)]


def test_split_copies_cuts_at_titles():
    first, second = ["2019年定西市政府工作报告", *REPORT], ["2020年天水市政府工作报告", *REPORT]
    assert copies(*first, *second) == [first, second]


def test_split_copies_cuts_where_the_text_begins_anew_without_a_title():
    title = "2019年定西市政府工作报告"
    assert copies(title, *REPORT, *REPORT, *REPORT) == [[title, *REPORT], REPORT, REPORT]


def test_split_copies_takes_the_blank_lines_and_signs_of_the_copies_for_nothing():
    spaced = ["", *REPORT[:2], "", *(text.replace("，", ", ") for text in REPORT[2:])]
    assert [len(copy) for copy in copies(*REPORT, *spaced)] == [7, 7]


def test_split_copies_leaves_a_report_that_says_one_sentence_often():
    assert copies(*[TEXT] * 9) == [[TEXT] * 9]
    assert copies(*REPORT, REPORT[2], "戊" + TEXT) == [[*REPORT, REPORT[2], "戊" + TEXT]]


def test_split_copies_leaves_links_to_other_reports_at_the_foot():
    whole = ["2019年定西市政府工作报告", *REPORT, "2018年定西市政府工作报告"]
    assert copies(*whole) == [whole]

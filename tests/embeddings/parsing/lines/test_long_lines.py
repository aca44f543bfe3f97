from hypothesis import given
from hypothesis import strategies as st

from embeddings.parsing.lines.long_lines import (
    LONG_PARAGRAPH,
    LONGEST_PARAGRAPH,
    split_blobs,
    split_long,
)
from embeddings.reading import Line


def test_split_long_cuts_at_ends_of_sentences():
    sentence = "全市经济社会发展取得新的成绩。"  # 15 characters
    parts, changes = split_long(sentence * 100, 7)  # 1500 characters
    assert [len(part) for part in parts] == [750, 750]
    assert all(part.endswith("。") for part in parts)
    assert [(change.rule, change.line) for change in changes] == [(LONG_PARAGRAPH, 7)]


def test_split_long_leaves_what_fits_and_what_has_no_end():
    assert split_long("短。", 1) == (["短。"], [])
    assert split_long("无" * 2000, 1) == (["无" * 2000], [])


@given(st.lists(st.integers(1, 900), min_size=1, max_size=12))
def test_split_long_loses_nothing_and_keeps_to_the_limit(lengths):
    text = "".join("字" * length + "。" for length in lengths)
    parts, _ = split_long(text, 1)
    assert "".join(parts) == text
    assert all(len(part) <= LONGEST_PARAGRAPH for part in parts)


def test_split_blobs_cuts_a_report_in_one_line_at_its_gaps(report_text):
    blob = "　　".join(report_text)
    lines = list(split_blobs([Line(text=blob, number=1)]))
    assert [line.text.strip() for line in lines] == report_text


def test_split_blobs_without_gaps_cuts_before_headings(report_text):
    blob = "".join(report_text[1:])
    texts = [line.text for line in split_blobs([Line(text=blob, number=1)])]
    assert "".join(texts) == blob
    for heading in (
        "一、过去五年政府工作回顾",
        "二、今后五年发展的目标任务",
        "四、加强政府自身建设",
    ):
        assert heading in texts
    assert texts[0] == "各位代表："


def split(*texts, whole=False):
    lines = [Line(text=text, number=at, whole=whole) for at, text in enumerate(texts, 1)]
    return [line.text.strip() for line in split_blobs(lines)]


def test_split_blobs_cuts_a_report_of_few_lines_at_spaces_and_written_line_ends(report_text):
    for gap in (" ", "\\n", "\\n\\u3000\\u3000", "\\r\\n"):
        assert split(gap.join(report_text[:12])) == report_text[:12]


def test_split_blobs_cuts_at_tags_that_end_a_line(report_text):
    assert split("<br/>".join(report_text[:9])) == report_text[:9]
    assert split("甲。</p>乙。<BR>丙。") == ["甲。", "乙。", "丙。"]


def test_split_blobs_leaves_a_paragraph_among_many_lines_and_one_of_word_whole():
    long = "，".join(["做好 工作 发展 经济 改善 民生"] * 12) + "。一、工业；（一）农业。"
    assert split(long, *"甲乙丙丁戊") == [long, *"甲乙丙丁戊"]
    assert split(long, whole=True) == [long]


def test_split_blobs_takes_a_heading_off_the_paragraph_that_is_glued_to_it():
    rest = "，".join(["五年来全市上下聚焦发展奋力攻坚克难"] * 6) + "。"
    lines = ["甲。", "乙。", "丙。", "丁。", "戊。"]
    for gap in ("", "　　", " "):
        assert split(*lines, f"　　一、过去五年工作回顾{gap}{rest}") == [
            *lines,
            "一、过去五年工作回顾",
            rest,
        ]
    whole = f"二、2017年主要工作任务的完成情况{rest}"
    assert split(*lines, whole) == [*lines, whole]
    assert split(*lines, f"三、加强政府自身建设是{rest}")[5:] == [f"三、加强政府自身建设是{rest}"]

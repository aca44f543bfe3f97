from embeddings.reading.plain import COMMENT, split_lines, without_comments


def test_comments_go_over_lines_and_are_told():
    text = "各位代表：<!-- 记者 摄 -->\n<!-- 图为\n大会主席台 -->\n增长5%。"
    lines, changes = without_comments(split_lines(text, "a.txt"))
    assert [line.text for line in lines] == ["各位代表：", "", "", "增长5%。"]
    assert [(change.rule, change.line) for change in changes] == [(COMMENT, 1), (COMMENT, 2)]
    assert changes[1].before == "<!-- 图为\n大会主席台 -->"


def test_comment_that_nothing_closes_is_text():
    lines = split_lines("利润<!--3亿元\n增长5%。", "a.txt")
    assert without_comments(lines) == (lines, ())

import pytest

from embeddings.reading.pages.printed import Character, VerticalRule, printed_line, rows_of


def typed(text, *, left=90.0, baseline=700.0, size=12.0, step=None):
    """Characters of a line, each one size wide."""
    step = step or size
    return [
        Character(
            text=each,
            left=left + step * place,
            right=left + step * (place + 1),
            bottom=baseline - 0.14 * size,
            top=baseline + 0.86 * size,
        )
        for place, each in enumerate(text)
    ]


def line_of(*parts):
    (row,) = rows_of([character for part in parts for character in part])
    return printed_line(row, 1, 842)


BREAK = typed("\r")


@pytest.mark.parametrize("broken", [[], BREAK])
def test_rows_of_keep_raised_characters_in_their_line(broken):
    line = line_of(
        typed("建成园区"),
        broken,
        typed("1", left=138, baseline=705, size=7),
        broken,
        typed("2个，面积3m", left=145),
        typed("2", left=229, baseline=705, size=7),
        typed("。", left=236),
    )
    assert (line.text, line.marks, line.size) == ("建成园区2个，面积3m²。", ("1",), 12.0)


def test_rows_of_know_a_mark_of_five_sixths_and_one_behind_a_misplaced_space():
    mark = typed("1", left=138, baseline=706, size=10)  # as browsers print <sup>
    assert line_of(typed("建成园区"), mark, typed("3个。", left=148)).text == "建成园区3个。"
    space = typed(" ", left=138, baseline=705, size=0.01)  # as LibreOffice writes it
    mark = typed("3", left=140, baseline=705, size=7)
    line = line_of(typed("新建水厂"), space, mark, typed("6座。", left=147))
    assert (line.text.replace(" ", ""), line.marks) == ("新建水厂6座。", ("3",))


def test_rows_of_begin_a_line_where_the_next_one_stands_below():
    rows = rows_of([*typed("第一行"), *BREAK, *typed("第二行", baseline=682)])
    assert ["".join(each.text for each in row) for row in rows] == ["第一行", "第二行"]


def test_printed_line_sets_cells_apart_where_several_spaces_stood():
    cells = ["1", "新建社区食堂", "38个", "市民政局"]
    parts, left = [], 90.0
    for cell in cells:
        parts.append(typed(cell, left=left))
        left += 12 * len(cell)
        parts.append(typed(" ", left=left, step=3))
        left += 6
    assert line_of(*parts).text == "1  新建社区食堂  38个  市民政局"
    assert (
        line_of(typed("增长"), typed(" ", left=114, step=6), typed("8%", left=120)).text
        == "增长 8%"
    )


def test_printed_line_parts_cells_at_the_rules_between_them():
    cells = typed("2024年", left=90), typed("2025年", left=153)
    row = [each for cell in cells for each in cell]
    assert printed_line(row, 1, 842).cells == ()
    rule = VerticalRule(151.5, 695, 712)
    parted = printed_line(row, 1, 842, rules=[rule]).cells
    assert [cell.text for cell in parted] == ["2024年", "2025年"]
    elsewhere = VerticalRule(151.5, 600, 690)
    assert printed_line(row, 1, 842, rules=[elsewhere]).cells == ()

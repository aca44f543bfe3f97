import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.parsing.headings import heading_of, run_in_heading
from embeddings.parsing.lines.joining import LogicalLine
from embeddings.parsing.section_roles import role_of_heading
from embeddings.parsing.structure import build_structure
from embeddings.records import Role


def built(*texts, year=2017, heads=1):
    lines = [
        LogicalLine(text=text, number=number, head=number <= heads)
        for number, text in enumerate(texts, 1)
    ]
    return build_structure(lines, year=year)


def outline(structure):
    return [(section.level, section.title) for section in structure.sections]


def test_build_structure_offsets_paths_and_roles_by_hand():
    structure = built(
        "政府工作报告",
        "各位代表：",
        "一、2016年工作回顾",
        "增长8%。",
        "二、2017年工作",
        "（一）工业",
        "扩大生产。",
    )
    assert structure.text == (
        "政府工作报告\n各位代表：\n一、2016年工作回顾\n增长8%。\n二、2017年工作\n（一）工业\n扩大生产。"
    )
    assert structure.titles == ("政府工作报告",)
    assert [(each.number, each.start, each.end) for each in structure.paragraphs] == [
        (1, 7, 12),
        (2, 25, 30),
        (3, 47, 52),
    ]
    assert [each.section for each in structure.paragraphs] == [None, 0, 2]
    first, second, third = structure.sections
    assert (first.start, first.end, first.role) == (13, 30, Role.REVIEW)
    assert (second.start, second.end, second.role) == (31, 52, Role.TASKS)
    assert third.path == ("二、2017年工作", "（一）工业")
    assert (third.level, third.role) == (2, Role.TASKS)


def test_build_structure_a_series_that_begins_again_stands_below():
    structure = built(
        "报告", "一、回顾", "二、任务", "一、工业", "二、农业", "三、商业", "三、改革", "结束语"
    )
    assert outline(structure) == [
        (1, "一、回顾"),
        (1, "二、任务"),
        (2, "一、工业"),
        (2, "二、农业"),
        (2, "三、商业"),
        (1, "三、改革"),
        (1, "结束语"),
    ]


def test_build_structure_an_outer_series_goes_on_where_its_number_fits():
    structure = built(
        "报告", "一、回顾", "二、任务", "一、工业", "二、农业", "三、商业", "四、外贸", "三、改革"
    )
    assert outline(structure)[-1] == (1, "三、改革")


def test_build_structure_a_heading_without_number_before_a_series_belongs_to_it():
    structure = built(
        "报告", "首先报告2016年的工作", "成绩很大。", "一、扩大内需", "二、发展农业", "三、改革"
    )
    assert [level for level, _ in outline(structure)] == [1, 1, 1, 1]
    assert [section.role for section in structure.sections][:2] == [Role.REVIEW, Role.TASKS]


def test_build_structure_run_in_headings_hold_their_paragraph():
    structure = built(
        "报告",
        "一、重点工作",
        "（一）发展工业。扩大生产。",
        "实施创新工程。建设平台。",
        "还要努力。",
        "各位代表，任务很重。",
    )
    assert [section.path for section in structure.sections] == [
        ("一、重点工作",),
        ("一、重点工作", "（一）发展工业"),
        ("一、重点工作", "（一）发展工业", "实施创新工程"),
    ]
    assert [each.section for each in structure.paragraphs] == [1, 2, 1, 0]


def texts_of(structure):
    return [structure.text[each.start : each.end] for each in structure.paragraphs]


def test_build_structure_the_items_of_a_list_are_paragraphs():
    items = ["1.新建幼儿园10所", "2.改造农村户厕3万户", "3.新增养老床位", "4.开展技能培训"]
    structure = built(
        "报告", "二、工作安排", "办好民生实事：", *items, "三、自身建设", "依法行政。"
    )
    assert texts_of(structure) == ["办好民生实事：", *items, "依法行政。"]
    assert [title for _, title in outline(structure)] == ["二、工作安排", "三、自身建设"]


def test_build_structure_counts_numbers_in_one_sign():
    lines = [
        "报告",
        "一．回顾",
        "㈠工业",
        "增长。",
        "㈡农业",
        "增长。",
        "⒈粮食",
        "增长。",
        "二．任务",
        "发展。",
    ]
    assert outline(built(*lines)) == [
        (1, "一．回顾"),
        (2, "㈠工业"),
        (2, "㈡农业"),
        (3, "⒈粮食"),
        (1, "二．任务"),
    ]


def test_build_structure_a_last_item_at_the_end_is_a_paragraph():
    structure = built("报告", "二、工作安排", "（一）工业", "增长。", "（二）建设社区食堂")
    assert texts_of(structure) == ["增长。", "（二）建设社区食堂"]


def test_build_structure_a_heading_with_a_colon_is_a_heading_without_it():
    structure = built("报告", "一、2016年工作回顾：", "增长。", "二、今年的主要任务是：", "发展。")
    assert outline(structure) == [(1, "一、2016年工作回顾")]
    assert texts_of(structure) == ["增长。", "二、今年的主要任务是：", "发展。"]


def test_build_structure_pages_start_where_their_first_line_does():
    lines = [
        LogicalLine(text="报告", number=1, head=True, page=1),
        LogicalLine(text="第一页。", number=2, page=1),
        LogicalLine(text="第三页。", number=3, page=3),
    ]
    assert build_structure(lines).page_starts == (0, 8, 8)


@given(
    st.lists(
        st.text("一二三、（）第章，。：各位代表回顾任务ab1 ", min_size=1, max_size=20), max_size=15
    )
)
def test_build_structure_offsets_hold_for_any_lines(texts):
    texts = [text.strip() for text in texts if text.strip()]
    structure = built(*texts)
    lines = structure.text.split("\n") if texts else []
    assert lines == texts
    for number, paragraph in enumerate(structure.paragraphs, 1):
        assert paragraph.number == number
        assert structure.text[paragraph.start : paragraph.end] in texts
        if paragraph.section is not None:
            section = structure.sections[paragraph.section]
            assert section.start <= paragraph.start
            assert paragraph.end <= section.end
    for section in structure.sections:
        assert section.path[-1] == section.title
        assert section.level == len(section.path)
        assert structure.text[section.start :].lstrip("—―－-").startswith(section.title)


@pytest.mark.parametrize(
    ("text", "is_heading"),
    [
        ("一、过去五年政府工作回顾", True),
        ("（三）推动形成全面开放新格局", True),
        ("第一，全国动员，大办农业", True),
        ("关于教育改革问题", True),
        ("㈠推动形成全面开放新格局", True),
        ("一．过去五年政府工作回顾", True),
        ("⒈发展现代农业", True),
        ("主席团、各位代表：", False),
        ("各位代表，同志们、朋友们：", False),
        ("附件：名词解释", True),
        ("名词解释：", True),
        ("各位代表：", False),
        ("（一）推动重要领域改革取得新突破。", False),
        ("今后五年全市经济社会发展的主要目标是：", False),
        ("指标 | 2016年", False),
        ("单位：亿元", False),
        ("表一 主要指标完成情况", False),
        ("现在，我代表国务院，向大会报告政府工作，请各位代表审议，并请委员提出意见", False),
        ("〔注〕这里列举的各年粮食总产量，都扣除了大豆的产量", False),
        ("加强农业。发展工业", False),
        ("全市生产总值达到2220亿元，增长8%", False),
        ("（三）城镇新增就业10万人", False),
        ("2016年主要目标完成情况", True),
        ("首先报告２００１年的工作", True),
        ("三、完成25件实事", True),
        ("一" * 81, False),
    ],
)
def test_heading_of_tells_headings_from_paragraphs(text, is_heading):
    assert (heading_of(LogicalLine(text=text, number=1)) is not None) == is_heading


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("（一）坚持稳中求进。创新和完善宏观调控。", "（一）坚持稳中求进"),
        ("（一）推动重要领域改革取得新突破。", "（一）推动重要领域改革取得新突破"),
        ("——经济运行稳中向好。国内生产总值增长6.9%。", "经济运行稳中向好"),
        ("一是推进农业结构调整。", "一是推进农业结构调整"),
        ("实施创新驱动工程。提升试验区功能。", "实施创新驱动工程"),
        ("实施创新驱动工程。", None),
        ("这是很大的成绩。全市人民为之自豪。", None),
        ("全市生产总值达到2220亿元。比上年增长8%。", None),
        ("到2018年，基本实现全面小康社会目标，全市生产总值达到2600亿元以上。", None),
    ],
)
def test_run_in_heading_is_a_short_first_sentence(text, title):
    found = run_in_heading(text)
    assert (found.title if found else None) == title


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("一、过去五年政府工作回顾", Role.REVIEW),
        ("一、2016年工作", Role.REVIEW),
        ("首先报告２０１６年的工作", Role.REVIEW),
        ("三、2017年重点工作", Role.TASKS),
        ("二、对今年政府工作的建议", Role.TASKS),
        ("二、今后五年发展的目标任务", Role.GOALS),
        ("二、2017年经济社会发展总体要求和政策取向", Role.GOALS),
        ("四、加强政府自身建设", Role.GOVERNMENT),
        ("附件：名词解释", Role.APPENDIX),
        ("《政府工作报告》注释", Role.APPENDIX),
        ("2017年十件民生实事", Role.TASKS),
        ("关于外交工作", Role.OTHER),
    ],
)
def test_role_of_heading_by_its_words(title, role):
    assert role_of_heading(title, year=2017) is role


def test_notes_on_terms_are_paragraphs_and_what_follows_them_is_no_part_of_them():
    texts = [
        "一、2008年工作回顾",
        "全年生产总值增长14%。",
        "名词注解：",  # 东莞 2009
        "六大改革品牌：指扩权强镇等改革",
        "11.RCEP:区域全面经济伙伴关系协定",
        "2009年市政府十件实事",
        "建成100个平安社区，新增绿地20公顷，并改造3所学校。",
    ]
    lines = [LogicalLine(text=text, number=at) for at, text in enumerate(texts, 1)]
    structure = build_structure(lines, year=2009)
    assert [(section.title, section.role) for section in structure.sections] == [
        ("一、2008年工作回顾", Role.REVIEW),
        ("名词注解：", Role.APPENDIX),
        ("2009年市政府十件实事", Role.TASKS),
    ]
    assert [section.level for section in structure.sections] == [1, 1, 1]
    assert len(structure.paragraphs) == 4

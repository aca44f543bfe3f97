"""Sentences of the State Council reports of 2023 to 2025 and of one invented city's."""

import pytest

from qa.answer.verification import check
from qa.assistant import Assistant
from qa.records import Reason
from qa.retrieval.retriever import Retriever
from qa.tables import CellStatus


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("2024年国内生产总值增长目标是多少？", "目标：国内生产总值增长5%左右"),
        ("2024年城镇新增就业实际完成多少？", "实际：城镇新增就业1256万人"),
        ("2023年CPI涨幅", "实际 0.2%（2024年报告） · 目标 3%左右（2023年报告）"),
        ("2025年赤字率", "目标：赤字率拟按4%左右"),
        (
            "2024年的城镇新增就业目标完成了吗",
            "目标 1200万人以上（2024年报告） · 实际 1256万人（2025年报告）；超额完成目标",
        ),
        (
            "2024年和2025年安排的赤字率哪个高？各是多少？",
            "2024年：3%；2025年：4%左右；2025年更高",
        ),
    ],
)
def test_draft_answers_with_labelled_figures(council, question, text):
    answer = council.ask(question)
    assert answer.text == text
    assert not check(answer, council.retriever.index)
    reports = council.reports
    for citation in answer.citations:
        report = reports[citation.report_id]
        assert report.text[citation.start : citation.end] == citation.excerpt


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2021年国内生产总值增长目标是多少？", "2021年"),  # no such year
        ("2024年农村新增就业实际完成多少？", "农村"),  # only of towns
        ("2023年赤字率实际是多少？", "只有目标"),
    ],
)
def test_draft_refuses_with_the_condition_that_nothing_meets(council, question, words):
    answer = council.ask(question)
    assert answer.refused
    assert words in answer.message


@pytest.mark.parametrize(
    ("question", "zh", "en"),
    [
        (
            "2024年农村新增就业实际完成多少？",
            ("报告没有说2024年“农村新增就业”的实际数：只有城镇的，没有农村的", "2025年国务院"),
            (
                "The reports do not say “农村新增就业” as a result in 2024: "
                "there is only that for 城镇, none for 农村",
                "Nearest is 2025年国务院政府工作报告, paragraph 2: “城镇新增就业1256万人”",
            ),
        ),
        (
            "2023年赤字率实际是多少？",
            ("报告没有说2023年“赤字率”的实际数：只有目标", "段目标：“赤字率拟按3%安排”"),
            (
                "The reports do not say “赤字率” as a result in 2023: there is only the target",
                "Nearest is a target in 2023年国务院政府工作报告, paragraph 4: “赤字率拟按3%安排”",
            ),
        ),
        (
            "2024年赤字规模增长了百分之几？",
            (
                "报告没有说2024年“赤字规模增长”的实际数：只说了数额、增减数、只有目标",
                "段目标：“赤字规模4.06万亿元”",
            ),
            (
                "The reports do not say “赤字规模增长” as a result in 2024: "
                "they give only a level, an absolute change, there is only the target",
                "Nearest is a target in 2024年国务院政府工作报告, paragraph 4: “赤字规模4.06万亿",
            ),
        ),
    ],
)
def test_draft_words_its_refusal_in_both_languages(council, question, zh, en):
    answer = council.ask(question)
    assert answer.refused
    for words, ground in zip(zh, answer.grounds, strict=True):
        assert words in ground.text("zh")
    for words, ground in zip(en, answer.grounds, strict=True):
        assert words in ground.text("en")
    assert answer.message == "".join(f"{ground.text('zh')}。" for ground in answer.grounds)


def test_draft_gives_a_row_a_year_and_tells_the_missing_apart(council):
    answer = council.ask("2021年到2024年城镇新增就业实际完成情况")
    rows = {row.label: row.cells[0] for row in answer.table}
    assert [cell.text for cell in rows.values()] == ["", "1206万人", "1244万人", "1256万人"]
    assert rows["2021年"].status is CellStatus.NO_REPORT
    assert all(cell.citation is not None for cell in rows.values() if cell.stated)
    assert [notice.text("zh") for notice in answer.notices] == ["没有收录以下的报告：2021年"]


def test_draft_draws_target_and_result_as_two_columns(council):
    table = council.ask("历年城镇新增就业目标和完成情况").table
    assert table.aspects == ("target", "result")
    assert [[cell.text for cell in row.cells] for row in table] == [
        ["", "1206万人"],
        ["1200万人左右", "1244万人"],
        ["1200万人以上", "1256万人"],
        ["1200万人以上", ""],
    ]


def test_draft_computes_from_cited_cells_with_all_operands(council):
    answer = council.ask("2022年到2024年哪年国内生产总值增速最高")
    assert answer.spans == ("2023年", "5.2%")
    (rank,) = [one for one in answer.computed if one.operation == "rank"]
    assert rank.operands == ("3%", "5.2%", "5%")


def test_draft_converts_into_the_unit_asked_for(council):
    answer = council.ask("2024年粮食产量实际是多少吨？")
    assert answer.text == "实际：粮食产量首次跃上1.4万亿斤，合7亿吨"
    assert [one.operands for one in answer.computed if one.operation == "converted"] == [
        ("1.4万亿斤",)
    ]


@pytest.fixture(scope="module")
def yangjiang(tmp_path_factory):
    """Sentences as the reports of 阳江, 南通 and 上饶 write them; 兰州 names what they lack."""
    folder = tmp_path_factory.mktemp("yangjiang")
    (folder / "2023年兰州市政府工作报告.txt").write_text(
        "2023年兰州市政府工作报告\n\n各位代表：\n一、2022年工作回顾\n"
        "银行贷款余额5000亿元，旅游总收入30亿元，规模以上工业增加值增长8%。\n",
        encoding="utf-8",
    )
    (folder / "2023年阳江市政府工作报告.txt").write_text(
        "2023年阳江市政府工作报告\n\n各位代表：\n一、2022年工作回顾\n"
        "进出口总额增长12.9%。银行贷款余额和存款余额均创新高。税收收入210亿元。\n"
        "财政总收入377.8亿元。规模以上工业利润增长45.1%。\n"
        "二、2023年工作安排\n一般公共预算收入增长5%。\n",
        encoding="utf-8",
    )
    return Assistant(Retriever.from_reports(folder))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2022年阳江进出口总额是多少？", "只说了增幅"),
        (
            "2022年阳江银行贷款余额是多少？",
            "报告提到了阳江2022年“银行贷款余额”，但没有说所问的数值",
        ),
        ("2022年阳江一般公共预算收入是多少？", "阳江2022年“一般公共预算收入”"),
        ("2022年阳江旅游总收入是多少？", "报告没有提到阳江2022年“旅游总收入”"),
        ("2022年阳江旅游总收入实际是多少？", "阳江2022年“旅游总收入”"),
        ("2022年阳江规模以上工业增加值实际增长多少？", "阳江2022年“规模以上工业增加值"),
    ],
)
def test_draft_refuses_with_what_is_true_of_the_report(yangjiang, question, words):
    answer = yangjiang.ask(question)
    assert answer.refused
    assert answer.reason is Reason.NO_FIGURE
    assert words in answer.message


def test_parts_of_an_indicator_are_not_answered_by_another_part(yangjiang):
    answer = yangjiang.ask("2022年阳江一产和二产税收收入分别是多少？")
    assert answer.refused
    assert "210亿元" not in answer.text


@pytest.fixture(scope="module")
def passages(tmp_path_factory):
    """Sentences as the reports of 南京 and 贵州 word them."""
    folder = tmp_path_factory.mktemp("passages")
    (folder / "2020年南京市政府工作报告.txt").write_text(
        "2020年南京市政府工作报告\n\n各位代表：\n一、2019年工作回顾\n"
        "4条高速公路、6条过江通道有序推进。减少贫困人口120.8万人，五年减少贫困人口656万人。\n",
        encoding="utf-8",
    )
    return Assistant(Retriever.from_reports(folder))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("2019年南京有几条过江通道？", "6条过江通道"),  # with the noun behind the figure
        ("2019年减少了多少贫困人口？", "减少贫困人口120.8万人"),  # with the verb before it
        ("2019年南京减少贫困人口多少人", "减少贫困人口120.8万人"),
    ],
)
def test_draft_quotes_the_words_on_both_sides_of_a_figure(passages, question, text):
    answer = passages.ask(question)
    assert answer.text.endswith(text)
    assert not check(answer, passages.retriever.index)


@pytest.fixture(scope="module")
def tongling(tmp_path_factory):
    """Sentences of a report of 铜陵, and such as other cities write."""
    folder = tmp_path_factory.mktemp("tongling")
    (folder / "2021年铜陵市政府工作报告.txt").write_text(
        "2021年铜陵市政府工作报告\n\n各位代表：\n一、2020年工作回顾\n"
        "地区生产总值达到1003.7亿元、增长3.5%，总量居全省第12位、增速居全省第10位。"
        "一般公共预算收入增长14.4%，居全省第2位。规模以上工业增加值居全省第5位。上市企业数达到9家、居全国第四。\n"
        "二、2021年工作安排\n地区生产总值增长8%左右。\n",
        encoding="utf-8",
    )
    return Assistant(Retriever.from_reports(folder))


@pytest.mark.parametrize(
    ("question", "rank"),
    [
        ("GDP排全省第几？", "第12位"),
        ("2020年铜陵GDP排全省第几", "第12位"),
        ("铜陵地区生产总值在全省排名第几？", "第12位"),
        ("2020年铜陵地区生产总值增速居全省第几位？", "第10位"),
        ("铜陵2020年一般公共预算收入增速位次", "第2位"),
        ("2020年铜陵上市企业数在全国排第几", "第四"),
    ],
)
def test_draft_answers_with_a_rank(tongling, question, rank):
    answer = tongling.ask(question)
    assert answer.spans == (rank,)
    assert not check(answer, tongling.retriever.index)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2020年铜陵GDP排全国第几？", "“gdp”的位次：只有在全省的位次"),
        ("2020年铜陵一般公共预算收入总量排全省第几？", "只有增速的位次"),
        ("2020年铜陵规模以上工业增加值增速排全省第几？", "只有总量的位次"),
        ("2020年铜陵固定资产投资排全省第几？", "没有提到铜陵2020年“固定资产投资”的位次"),
    ],
)
def test_draft_refuses_a_rank_of_another_kind(tongling, question, words):
    answer = tongling.ask(question)
    assert answer.refused
    assert words in answer.message


def test_draft_never_answers_with_another_place(tmp_path):
    for name, growth in (("兰州", "5.8%"), ("天水", "6.4%")):
        (tmp_path / f"{name}.txt").write_text(
            f"2026年{name}市政府工作报告\n一、2025年工作回顾\n全市地区生产总值增长{growth}。"
            + ("新建口袋公园36个。\n" if name == "天水" else "\n"),
            encoding="utf-8",
        )
    assistant = Assistant(Retriever.from_reports(tmp_path))
    both = assistant.ask("天水市和兰州市2025年地区生产总值增速分别是多少？")
    assert both.text == "天水：实际6.4%；兰州：实际5.8%"
    absent = assistant.ask("兰州市新建口袋公园多少个？")
    assert absent.refused
    assert absent.reason is Reason.NO_FIGURE


def test_a_bare_name_that_no_report_holds_is_refused(tmp_path):
    (tmp_path / "青岚.txt").write_text(
        "2026年青岚市政府工作报告\n一、2025年工作回顾\n"
        "改造老旧小区126个、惠及居民2.8万户，新建公办幼儿园14所，新增学位6300个。"
        "青年人才公寓建成2400套，人才公寓建成5600套。细颗粒物平均浓度降至29微克/立方米。\n",
        encoding="utf-8",
    )
    assistant = Assistant(Retriever.from_reports(tmp_path))
    assert assistant.ask("新建口袋公园多少个").refused
    assert assistant.ask("公租房建成多少套？").refused
    assert "29微克/立方米" in assistant.ask("细颗粒物浓度是多少").text


def test_whether_something_was_done_is_no_figure_that_a_report_must_name(tmp_path):
    (tmp_path / "青岚.txt").write_text(
        "2026年青岚市政府工作报告\n一、2025年工作回顾\n"
        "按照“4+2”模式，扎实推动“无废城市”建设。改造老旧小区126个、惠及居民2.8万户。\n",
        encoding="utf-8",
    )
    answer = Assistant(Retriever.from_reports(tmp_path)).ask("青岚的无废城市搞成没？")
    assert "扎实推动“无废城市”建设" in answer.text


@pytest.mark.parametrize(
    "question",
    ["2017年兰州生产总值目标是多少？", "今年GDP目标是多少？", "2017年生产总值增长目标是多少？"],
)
def test_a_target_of_growth_answers_for_the_target_of_an_amount(question):
    answer = Assistant(Retriever.from_reports("seeds")).ask(question)
    assert answer.spans == ("8%以上",)
    assert "目标" in answer.text

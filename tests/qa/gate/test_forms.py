import pytest

from qa.gate.forms import asks_for_form
from qa.gate.kinds import InputKind
from qa.records import Turn

PARKING = "2017年新建公共停车泊位多少个？"


@pytest.mark.parametrize(
    "text",
    [
        *("画成表", "换成图", "导出", "列个表", "画图", "怎么导出", "打印出来", "给我一张表"),
        *("能画个图吗？", "导出 Excel 文件", "请把这些数据做成Excel表格", "以表格形式展示"),
        *("把上面的结果导出成表格", "用折线图展示", "存成图片", "用柱状图表示一下"),
    ],
)
def test_text_of_nothing_but_a_form_asks_for_it(text):
    assert asks_for_form(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2025年GDP目标",
            "列出目标",
            "图",
            "网页",
            "给我",
            "出台了什么文件",
            "描绘了什么发展图景",
        ),
        *("打印机产量多少", "复制推广了哪些经验", "下载速度提高多少", "翻译成英文", "画一幅山水画"),
    ],
)
def test_text_that_says_anything_else_asks_for_no_form(text):
    assert not asks_for_form(text)


def test_form_after_an_answer_gives_it_again_with_where_forms_are_found(assistant):
    before = assistant.ask(PARKING)
    history = [Turn(question=PARKING, answer=before.text)]
    again = assistant.ask("画成表", history=history)
    assert (again.question, again.rewritten) == ("画成表", PARKING)
    assert (again.text, again.citations) == (before.text, before.citations)
    assert "Excel" in again.notices[-1].text("zh")


@pytest.mark.parametrize("history", [(), (Turn(question="火星移民多少人？", answer=""),)])
def test_form_of_no_answer_is_told_where_forms_are_found(assistant, history):
    told = assistant.ask("导出Excel", history=history)
    assert told.guidance == InputKind.FORM
    assert not told.refused
    assert "Excel" in told.text

"""The members of coined names, listed next to the name."""

import pytest

from qa.answer.listings.coined_names import CoinedName, asked_coinage
from qa.assistant import Assistant
from qa.records import Reason
from qa.retrieval.retriever import Retriever

# Sentences of Huaibei, Wuhan, Guizhou 2021, Xi'an 2022 and Huainan 2021, of one made report.
REPORT = """2021年兰州市政府工作报告
各位代表：
一、2020年工作回顾
三大攻坚战取得重大进展，时间表、路线图、优先序更加明确。四大经济蓬勃发展，数字、海洋、绿色亮点纷呈。
“三”就是深入实施乡村振兴、大数据、大生态三大战略行动，取得明显成效。
二、2021年工作安排
坚决打好防范化解重大风险、精准脱贫、污染防治三大攻坚战，巩固成果。
壮大电子信息、汽车、航空航天、高端装备、新材料和生物医药六大支柱产业。
推进农村人居环境整治，“四张牌”即绿色能源、绿色食品、健康生活、数字经济。
“三大工程”指农村厕所、垃圾、污水工程；推动制造、旅游、农业“三个大市”向“三个强市”转变。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("coined")
    (folder / "2021年兰州市政府工作报告.txt").write_text(REPORT, encoding="utf-8")
    return Assistant(Retriever.from_reports(folder))


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("2021年兰州三大攻坚战是哪三个？", ("防范化解重大风险", "精准脱贫", "污染防治")),
        ("兰州三大战略行动包括哪些？", ("乡村振兴", "大数据", "大生态")),
        ("兰州的“四张牌”是哪四张？", ("绿色能源", "绿色食品", "健康生活", "数字经济")),
        (
            "兰州六大支柱产业分别是什么？",
            ("电子信息", "汽车", "航空航天", "高端装备", "新材料", "生物医药"),
        ),
    ],
)
def test_members_are_those_next_to_the_name(assistant, question, members):
    answer = assistant.ask(question)
    assert [member.removeprefix("防范化解") for member in answer.spans] == [
        member.removeprefix("防范化解") for member in members
    ]
    assert all(member in answer.text for member in members)
    assert not answer.refused
    assert answer.notices == () or answer.notices[0].code == "taken_from"


def test_quote_holds_the_name_with_its_quotation_marks(assistant):
    assert assistant.ask("兰州的“四张牌”是哪四张？").text.startswith("“四张牌”即绿色能源")


def test_name_whose_members_no_report_lists_has_no_other_list_for_an_answer(assistant):
    answer = assistant.ask("2021年兰州四大经济是哪四个？")
    assert answer.spans == ()
    assert answer.refused or "list_uncounted" in [notice.code for notice in answer.notices]


def test_members_are_not_those_of_another_place(assistant):
    assert assistant.ask("2021年西宁三大战略行动是哪三个？").refused


def test_members_are_not_those_of_another_year(assistant):
    answer = assistant.ask("1946年兰州三大攻坚战是哪三个？")
    assert answer.refused
    assert answer.reason is Reason.NO_REPORT


@pytest.mark.parametrize(
    ("question", "coined"),
    [
        ("三大攻坚战是哪三个", CoinedName(name="三大攻坚战", count=3)),
        ("“四个全面”指的是什么", CoinedName(name="四个全面", count=4)),
        ("十三条产业链有哪些", CoinedName(name="十三条产业链", count=13)),
        ("今年要办好哪三件实事", None),
        ("三大攻坚战投入了多少", None),
        ("第三大产业是什么", None),
    ],
)
def test_coined_name_is_what_is_asked_to_be_listed(question, coined):
    assert asked_coinage(question) == coined

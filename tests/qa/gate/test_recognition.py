import time

import pytest

from qa.gate.kinds import InputKind
from qa.gate.recognition import recognised
from qa.records import Turn
from qa.retrieval.retriever import Retriever


def snapshot_of(folder, title, text):
    """The snapshot of one report."""
    path = folder / f"{title}.txt"
    path.write_text(f"{title}\n\n各位代表：\n\n{text}\n", encoding="utf-8")
    return Retriever.from_reports(folder).snapshot()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("你好", InputKind.GREETING),
        ("hello", InputKind.GREETING),
        ("你都会干些什么呀", InputKind.TOOL),
        ("你手头有哪些报告", InputKind.HOLDINGS),
        ("这份报告由谁作的", InputKind.ABOUT),
        ("给我做个摘要", InputKind.OUTLINE),
        ("帮我写一首关于秋天的诗", InputKind.COMMAND),
        ("你觉得我该不该买房", InputKind.ADVICE),
        ("糖醋排骨怎么做好吃", InputKind.OTHER),
        ("市长叫什么名字", InputKind.PERSON),
        ("现任省委书记是谁？", InputKind.PERSON),
    ],
)
def test_recognised_tells_what_is_no_question_to_reports(text, kind):
    assert recognised(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "今年GDP目标是多少？",
        "台湾问题报告怎么讲",
        "就业",
        "市长热线办结了多少件？",
        "建了多少个足球场？",
        "总结一下教育方面的工作",
        "农民种粮有什么补贴？",
        "2024年报告主要讲了什么",
        "What is the GDP target?",
        "大连有哪些免税店",
        "西安有哪些历史文化街区",
        "昆明有哪些花卉市场",
    ],
)
def test_recognised_lets_questions_to_reports_through(text):
    assert recognised(text) is InputKind.REPORT


def test_recognised_lets_a_follow_up_through():
    history = [Turn(question="2017年兰州GDP目标是多少？", answer="7.5%")]
    assert recognised("为什么？", history) is InputKind.REPORT


def test_recognised_takes_a_text_about_an_indexed_place_for_a_question_sooner(tmp_path):
    snapshot = snapshot_of(tmp_path, "2025年泸州市政府工作报告", "泸州建成大桥8座。")
    for text in ("泸州的桥有多少座", "泸州的桥有多长", "泸州哪里做得不好"):
        assert recognised(text) is InputKind.OTHER
        assert recognised(text, snapshot=snapshot) is InputKind.REPORT
    assert recognised("泸州老窖股票今天涨了吗", snapshot=snapshot) is InputKind.OTHER


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("阳朔拿了什么称号", InputKind.REPORT),  # Guilin 2020
        ("特朗普拿了什么称号", InputKind.OTHER),  # in no report
        ("阳朔米粉哪家好吃", InputKind.OTHER),
    ],
)
def test_recognised_takes_what_begins_with_a_name_of_a_report_for_a_question(tmp_path, text, kind):
    told = "阳朔成为全国首批全域旅游示范区。"
    snapshot = snapshot_of(tmp_path, "2020年桂林市政府工作报告", told)
    assert recognised(text, snapshot=snapshot) is kind


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("包头怎么治沙？", True),
        ("包头为什么要申奥", True),
        ("包头怎么填海", False),  # in no report
        ("包头怎么坐地铁", False),  # an errand
        ("包头怎么落户", False),
        ("大连怎么治沙", False),  # without reports
    ],
)
def test_recognised_takes_what_an_indexed_place_does_for_a_question_to_it(tmp_path, text, known):
    snapshot = snapshot_of(
        tmp_path,
        "2024年包头市政府工作报告",
        "全面启动防沙治沙攻坚战，支持申奥，地铁开工，企业落户。",
    )
    assert recognised(text) is InputKind.OTHER
    assert (recognised(text, snapshot=snapshot) is InputKind.REPORT) is known


def test_recognised_takes_a_quoted_name_of_a_report_for_a_question_to_it(tmp_path):
    snapshot = snapshot_of(tmp_path, "2024年包头市政府工作报告", "包头被授予“世界绿色硅都”称号。")
    text = "包头被谁叫做“世界绿色硅都”？"
    assert recognised(text) is InputKind.OTHER
    assert recognised(text, snapshot=snapshot) is InputKind.REPORT
    assert recognised("包头被谁叫做“世界红色硅都”？", snapshot=snapshot) is InputKind.OTHER


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("三医联动", True),
        ("“最多跑一次”是什么意思", True),
        ("什么是三去一降一补", True),
        ("三医联动是怎么回事", True),
        ("兰州泉水节是怎么回事？", True),  # without the place before it
        ("兰州的泉水节是怎么回事？", True),
        ("兰州那会儿泉水节是怎么回事？", True),
        ("泉水节是什么来头", True),
        ("太阳黑子是怎么回事", False),
        ("马斯洛理论", False),  # in no report
        ("什么是量子纠缠", False),
        ("非常感谢", False),
    ],
)
def test_recognised_takes_a_term_of_a_report_for_a_question_to_it(tmp_path, text, known):
    (tmp_path / "2017年兰州市政府工作报告.txt").write_text(
        "2017年兰州市政府工作报告\n\n各位代表：\n\n推进三医联动和最多跑一次改革，落实三去一降一补，办好第四届泉水节。\n"
        "非常感谢各位代表。\n",
        encoding="utf-8",
    )
    snapshot = Retriever.from_reports(tmp_path).snapshot()
    assert recognised(text) is not InputKind.REPORT
    assert (recognised(text, snapshot=snapshot) is InputKind.REPORT) is known


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("杭州亚运会什么时候开", True),
        ("郑州亚运会什么时候开", False),  # no report speaks of it
        ("呼和浩特什么时候下雪", False),  # a place alone is no name of anything else
        ("浙江亚运会几号开幕", True),  # without the place before it
        ("浙江噪音大怎么办", True),  # what the place does about it
        ("浙江驾照丢了怎么办", False),
    ],
)
def test_recognised_takes_what_is_asked_of_a_name_in_a_report_for_a_question(tmp_path, text, known):
    snapshot = snapshot_of(
        tmp_path, "2022年浙江省政府工作报告", "推进杭州亚运会筹备，深化与呼和浩特的协作。"
    )
    assert recognised(text) is InputKind.OTHER
    assert (recognised(text, snapshot=snapshot) is InputKind.REPORT) is known


def test_recognised_takes_a_site_that_a_report_names_for_a_question_to_it(tmp_path):
    snapshot = snapshot_of(
        tmp_path, "2017年兰州市政府工作报告", "南山路、北环路建成通车，机场客流大增。"
    )
    text = "南山路什么时候通车？"
    assert recognised(text) is InputKind.OTHER
    assert recognised(text, snapshot=snapshot) is InputKind.REPORT
    for text in ("北山路什么时候通车？", "怎么去机场最快？"):  # no such road, no name of a site
        assert recognised(text, snapshot=snapshot) is recognised(text)


def test_recognised_takes_five_milliseconds_at_most():
    recognised("你好")  # the model is loaded once
    begun = time.process_time()
    for _ in range(20):
        recognised("按去年的做法，今年要改造多少个老旧小区？")
    assert (time.process_time() - begun) / 20 < 0.005

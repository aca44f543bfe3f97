"""Measures quoted from the block or the sentence that is about them, and no parts of a report."""

import pytest

from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever

# Paragraphs of the reports of Hubei 2023 and Dongguan 2013, shortened.
REPORT = """2023年湖北省政府工作报告
各位代表：
一、2022年工作回顾
（一）全力以赴稳增长，经济回稳向好态势持续巩固。坚持稳字当头，把牢发展主动权。
（二）全力以赴促转型，发展新动能持续壮大。实施创新驱动发展战略，打通科技强到产业强的通道。
（三）全力以赴保生态，美丽湖北建设持续推进。把修复长江生态环境摆在压倒性位置。深入实施长江高水平保护十大攻坚提升行动，累计整治长江入河排污口9067个，新增植树造林231万亩。
（四）全力以赴惠民生，人民生活持续改善。大力开展解民忧、暖民心实践活动。
二、2023年工作安排
（一）促进消费恢复提振。坚持把恢复和扩大消费摆在优先位置，增强消费能力。全力保障商业场所能开尽开。加快推进引江补汉工程。
（二）不断增进民生福祉。千方百计稳定就业。坚持把就业作为最大民生，抓好高校毕业生、农民工等重点群体就业。加强劳动者技能培训，强化网约车司机、快递员、外卖配送员等灵活就业群体权益保障，严厉打击恶意欠薪行为。完善多层次社会保障。推进职工医保门诊共济改革，落实异地就医直接结算。全方位守护人民健康。深入开展爱国卫生运动，大力推动全民健身。加快建设文化强省。打造“15分钟文化圈”。
抓好医疗、公交、水务等领域的改革。按照公益化方向加快公立医院改革步伐，组建市属公立医院管理中心。启动公交公益化改革，提升服务质量和管理水平，整治公交不准点、冒黑烟及车内治安等群众关注的问题。深化水资源管理体制机制改革，推进镇街水务一体化。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    source = tmp_path_factory.mktemp("reports") / "2023年湖北省政府工作报告.txt"
    source.write_text(REPORT, encoding="utf-8")
    return Assistant(Retriever.from_reports([source]))


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("湖北怎么保障外卖员的权益？", "外卖配送员", "高校毕业生"),
        ("湖北公交要怎么改？", "启动公交公益化改革", "公立医院"),
        ("湖北怎么落实异地就医结算？", "异地就医直接结算", "爱国卫生"),
    ],
)
def test_measures_are_those_of_the_block_or_the_sentence_about_them(
    assistant, question, said, unsaid
):
    answer = assistant.ask(question)
    assert said in answer.text
    assert unsaid not in answer.text


def test_the_parts_of_a_report_are_no_measures(assistant):
    answer = assistant.ask("湖北长江大保护做了啥？")
    assert "长江高水平保护十大攻坚提升行动" in answer.text
    assert "全力以赴稳增长" not in answer.text

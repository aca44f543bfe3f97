"""Whether a target was met, told in the words of reports."""

import pytest

from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever

TARGETS = "地区生产总值增长6%左右，固定资产投资增长8%左右，居民消费价格涨幅3%左右。"
RESULTS = "地区生产总值增长5.8%，固定资产投资增长3.1%，居民消费价格上涨0.4%。"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for year, done, planned in ((2024, "财政收入增长2%。", TARGETS), (2025, RESULTS, TARGETS)):
        title = f"{year}年青岚市政府工作报告"
        body = (
            f"一、{year - 1}年工作回顾\n\n{done}\n\n"
            f"二、{year}年工作安排\n\n今年主要预期目标是：{planned}\n"
        )
        (folder / f"{title}.txt").write_text(f"{title}\n\n各位代表：\n\n{body}", encoding="utf-8")
    return Assistant(Retriever.from_reports(folder))


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("青岚市2024年地区生产总值增长目标完成了吗？", "接近目标"),  # 5.8% is 6%, in its digits
        ("青岚市2024年固定资产投资增长目标完成了吗？", "没有完成目标"),
        ("青岚市2024年居民消费价格涨幅目标完成了吗？", "控制在目标以内"),
    ],
)
def test_a_result_beside_an_approximate_target(assistant, question, verdict):
    assert assistant.ask(question).spans[-1] == verdict

"""Sentences of the State Council reports of 2023 to 2025."""

import pytest

from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever

COUNCIL = {
    2023: (
        "全年国内生产总值增长3%，城镇新增就业1206万人，居民消费价格上涨2%。粮食产量1.37万亿斤，增产74亿斤。"
        "高速铁路运营里程从2.5万公里增加到4.2万公里。",
        "国内生产总值增长5%左右；城镇新增就业1200万人左右，居民消费价格涨幅3%左右；粮食产量保持在1.3万亿斤以上。",
        "赤字率拟按3%安排。",
    ),
    2024: (
        "国内生产总值超过126万亿元，增长5.2%。城镇新增就业1244万人，居民消费价格上涨0.2%。粮食产量1.39万亿斤，再创历史新高。",
        "国内生产总值增长5%左右；城镇新增就业1200万人以上，居民消费价格涨幅3%左右；粮食产量1.3万亿斤以上。",
        "赤字率拟按3%安排，赤字规模4.06万亿元，比上年年初预算增加1800亿元。",
    ),
    2025: (
        "国内生产总值达到134.9万亿元、增长5%。城镇新增就业1256万人，居民消费价格上涨0.2%。粮食产量首次跃上1.4万亿斤新台阶。",
        "国内生产总值增长5%左右；城镇新增就业1200万人以上，居民消费价格涨幅2%左右；粮食产量1.4万亿斤左右。",
        "今年赤字率拟按4%左右安排、比上年提高1个百分点，赤字规模5.66万亿元、比上年增加1.6万亿元。",
    ),
}


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    for year, (review, goals, budget) in COUNCIL.items():
        text = (
            f"{year}年国务院政府工作报告\n\n各位代表：\n一、{year - 1}年工作回顾\n{review}\n"
            f"二、{year}年经济社会发展总体要求和政策取向\n今年发展主要预期目标是：{goals}\n{budget}\n"
        )
        (folder / f"{year}年国务院政府工作报告.txt").write_text(text, encoding="utf-8")
    return Assistant(Retriever.from_reports(folder))

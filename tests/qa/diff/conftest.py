"""Two short reports of one city, in the wording of real ones."""

import pytest

from embeddings.parsing.reports import read_reports

OLD = """2024年青岚市政府工作报告

各位代表：

一、2023年工作回顾

过去一年，全市地区生产总值增长5.2%，城镇新增就业12.1万人。狠抓招商引资，签约项目达到126个。

二、2024年工作目标

全市经济社会发展主要预期目标是：地区生产总值增长6%左右，城镇新增就业12万人以上，居民消费价格涨幅控制在3%以内。深入实施乡村振兴战略，改造农村公路200公里。开展“百镇建设”行动。
"""
NEW = """2025年青岚市政府工作报告

各位代表：

一、2024年工作回顾

过去一年，全市地区生产总值增长5.8%，城镇新增就业12.6万人，居民消费价格上涨0.4%。因地制宜发展新质生产力，签约“人工智能+”项目31个。新质生产力加快培育。

二、2025年工作目标

全市经济社会发展主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业12万人以上，居民消费价格涨幅控制在2%以内。改造农村公路260公里。深入实施乡村全面振兴战略。
"""


@pytest.fixture(scope="session")
def years(tmp_path_factory):
    """Return the two reports, the earlier first."""
    folder = tmp_path_factory.mktemp("years")
    found = []
    for year, text in ((2024, OLD), (2025, NEW)):
        path = folder / f"{year}年青岚市政府工作报告.txt"
        path.write_text(text, encoding="utf-8")
        found += read_reports(path)
    return tuple(found)


@pytest.fixture(scope="session")
def analysis(years, encoder):
    from embeddings.index.in_memory import MemoryIndex
    from qa.diff.analysis import ReportAnalysis

    index = MemoryIndex(encoder)
    index.add(list(years))
    return ReportAnalysis(index)

"""Reports of two provinces and a city over three years, alike but for their figures."""

import pytest

from qa.retrieval.retriever import Retriever

YEARLY = """{year}年{place}政府工作报告
各位代表：
现在，我代表市人民政府向大会报告工作，请予审议。
一、{past}年工作回顾
{past}年，全市生产总值达到{gdp}亿元，增长{growth}%，城镇新增就业{jobs}万人。
全年建成保障性住房{homes}套，轨道交通{lines}号线建成通车，空气质量优良天数达到{days}天。
二、{year}年工作安排
今年的主要预期目标是：生产总值增长{goal}%左右，城镇新增就业{jobs}万人以上，居民消费价格涨幅控制在3%以内。
改造老旧小区{old}个，新建农村公路{roads}公里，新增公共停车泊位{parking}个。
三、加强政府自身建设
严肃查处不作为、慢作为，坚定不移推进党风廉政建设和反腐败斗争。
"""
REPORTS = [
    (2018, "江苏省", 1),
    (2019, "江苏省", 2),
    (2020, "江苏省", 3),
    (2019, "广东省", 4),
    (2020, "广东省", 5),
    (2020, "南京市", 6),
]


def _write_reports(folder, reports):
    for year, place, seed in reports:
        text = YEARLY.format(
            year=year,
            place=place,
            past=year - 1,
            gdp=9_000 + 111 * seed,
            growth=f"{5 + seed / 10:.1f}",
            goal=6 + seed / 2,
            jobs=20 + seed,
            homes=1_000 * seed,
            lines=seed,
            days=250 + seed,
            old=30 * seed,
            roads=400 + seed,
            parking=5_000 + seed,
        )
        (folder / f"{year}年{place}政府工作报告.txt").write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def yearly():
    """The year, place and seed of each report."""
    return REPORTS


@pytest.fixture(scope="session")
def write_reports():
    """What writes such reports into a folder."""
    return _write_reports


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    _write_reports(folder, REPORTS)
    return folder


@pytest.fixture(scope="module")
def retriever(folder):
    return Retriever.from_reports(folder)

"""A folder of two reports, and where their index is made."""

from collections.abc import Callable
from pathlib import Path

import pytest

BODY = [
    "各位代表：",
    "现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员和列席人员提出意见。",
    "一、过去一年工作回顾",
    "全市生产总值增长{}%，城镇新增就业{}万人，居民消费价格上涨控制在3%以内。",
    "粮食产量稳定在{}万吨，新建改建农村公路{}公里，解决了一批群众关心的实际问题。",
    "二、今年主要任务",
    "计划新建学校{}所，新增学位{}个，进一步改善城乡办学条件，促进教育公平。",
    "推进轨道交通{}号线建设，力争年内完成投资{}亿元，带动沿线地区发展。",
]


def text_of(title: str, figure: int) -> str:
    return "\n".join([title, *(line.replace("{}", str(figure)) for line in BODY)]) + "\n"


@pytest.fixture
def make_text() -> Callable[[str, int], str]:
    """Return what makes the text of a report, one figure everywhere."""
    return text_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for year in (2015, 2016):
        text = text_of(f"{year}年兰州市政府工作报告", year)
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "index"

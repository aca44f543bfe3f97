# ruff: noqa: E501 (the title blocks read better unbroken)
"""Who gave a report: title blocks of real reports of provinces, cities and the State Council."""

import pytest

from embeddings.parsing.reports import read_reports
from qa.gate.posts import speaker_of


@pytest.fixture
def report_with(tmp_path):
    def read(block):
        path = tmp_path / "报告.txt"
        body = "各位代表：\n\n现在，我代表市人民政府向大会报告工作，请予审议。\n\n一、2020年工作回顾\n\n全市生产总值增长5.8%。\n"
        path.write_text(f"政府工作报告\n\n{block}\n\n{body}", encoding="utf-8")
        (report,) = read_reports(path, metadata={})
        return report

    return read


@pytest.mark.parametrize(
    ("block", "office", "name"),
    [
        ("2000年1月21日在宁波市第十一届人民代表大会第三次会议上\n宁波市市长张蔚文", "市长", "张蔚文"),
        ("——2016年1月6日在本溪市第十五届人民代表大会第四次会议上\n代市长 崔枫林", "代市长", "崔枫林"),
        ("2020年1月6日在遵义市第五届人民代表大会第四次会议上\n代理市长 黄 伟", "代理市长", "黄伟"),
        ("——2011年2月12日在山东省第十一届人民代表大会第四次会议上\n山东省省长 姜大明", "省长", "姜大明"),
        ("——2026年1月12日在云岭市第五届人民代表大会第六次会议上\n云岭市财政局局长　陈立", "局长", "陈立"),
        ("——2022年1月11日在东莞市第十七届人民代表大会第一次会议上\n东莞市人民政府市长 吕成蹊", "市长", "吕成蹊"),
    ],
)  # fmt: skip
def test_speaker_is_read_with_the_office(report_with, block, office, name):
    speaker = speaker_of(report_with(block))
    assert (speaker.post, speaker.name) == (office, name)


def test_report_that_names_nobody_has_no_speaker(report_with):
    block = "——2026年1月20日在青岚市第十六届人民代表大会第五次会议上"
    assert speaker_of(report_with(block)) is None

import pytest

from embeddings.parsing.reports import read_reports
from ui.page.views.library.listing import ReportListing
from ui.page.views.library.report_table import report_table_html

REPORT = """2022年云岭市政府工作报告

——2022年1月8日在云岭市第五届人民代表大会第一次会议上

代市长　孙立

各位代表：

一、过去五年工作回顾

地区生产总值年均增长7.1%。
"""


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("", "代市长 孙立 · 2022-01-08"),
        ("代市长　孙立", "2022-01-08"),
        ("——2022年1月8日在云岭市第五届人民代表大会第一次会议上", "代市长 孙立"),
    ],
)
def test_library_says_who_delivered_a_report_and_when(tmp_path, block, said):
    path = tmp_path / "1.txt"
    path.write_text(REPORT.replace(block, ""), encoding="utf-8")
    table = str(
        report_table_html(read_reports(path), ReportListing(), language="zh", editable=False)
    )
    assert f"</a><small>{said}</small></th>" in table

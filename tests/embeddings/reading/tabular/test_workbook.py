import io
import re
from contextlib import suppress

import openpyxl
import pytest

from embeddings.errors import FormatError
from embeddings.reading.tabular import is_workbook, read_workbook, workbook


def saved(fill):
    workbook = openpyxl.Workbook()
    fill(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def texts(data, source):
    assert is_workbook(data)
    documents = read_workbook(data, source(data, "主要指标.xlsx", "xlsx"))
    return [[line.text for line in document.lines] for document in documents]


def test_read_workbook_shows_figures_as_excel_does(source):
    def fill(workbook):
        sheet = workbook.active
        sheet.append(["单位：亿元", None, None])
        sheet.merge_cells("A1:C1")
        sheet.append(["指标", 2025, "增速"])
        sheet.append(["财政收入", 102.70000000000002, 0.0413])
        sheet["C3"].number_format = "0.0%"
        sheet.append(["税收", 80512.349, 0.05])
        sheet["B4"].number_format = "#,##0.00"
        sheet["C4"].number_format = "0%"
        sheet.append(["内部", 1, 2])
        sheet.row_dimensions[5].hidden = True
        workbook.create_sheet("草稿").sheet_state = "hidden"

    assert texts(saved(fill), source) == [
        [
            "主要指标",
            "单位：亿元",
            "2025年 | 财政收入 | 102.7亿元",
            "财政收入 | 增速 | 4.1%",
            "2025年 | 税收 | 80,512.35亿元",
            "税收 | 增速 | 5%",
        ]
    ]


def test_read_workbook_takes_a_row_with_text_for_a_report(source):
    def fill(workbook):
        workbook.active.append(["城市", "年份", "正文"])
        workbook.active.append(["兰州", 2017, "各位代表：现在报告工作，请予审议。"])

    assert texts(saved(fill), source) == [["各位代表：现在报告工作，请予审议。"]]


def test_read_workbook_refuses_damage_and_emptiness(source):
    with pytest.raises(FormatError, match="no visible sheet"):
        texts(saved(lambda workbook: None), source)
    data = saved(lambda workbook: workbook.active.append(["a", "b"]))
    broken = data[: len(data) // 2] + data[len(data) // 2 + 40 :]
    with pytest.raises(FormatError, match=r"damaged workbook|no readable zip"):
        read_workbook(broken, source(broken, "a.xlsx", "xlsx"))


def test_read_workbook_refuses_entries_packed_in_a_way_that_nobody_unpacks(source):
    data = saved(lambda workbook: workbook.active.append(["a", "b"]))
    for bit in range(8):
        for place in (found.start() + 8 for found in re.finditer(b"PK\x01\x02", data)):
            odd = data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
            with suppress(FormatError):
                read_workbook(odd, source(odd, "a.xlsx", "xlsx"))
    patched = re.sub(b"(?s)(PK\x01\x02.{4}).", lambda found: found[1] + b"\x20", data)
    with pytest.raises(FormatError, match="compressed patched data"):
        read_workbook(patched, source(patched, "a.xlsx", "xlsx"))


def test_read_workbook_tells_a_sheet_that_is_too_large_and_reads_the_others(source, monkeypatch):
    monkeypatch.setattr(workbook, "_MOST_CELLS", 10)

    def fill(workbook):
        workbook.active.append(["指标", "2025"])
        workbook.active.append(["财政收入（亿元）", 102.7])
        large = workbook.create_sheet("流水")
        for number in range(6):
            large.append([number, number])

    data = saved(fill)
    (document,) = read_workbook(data, source(data, "主要指标.xlsx", "xlsx"))
    assert "102.7" in document.lines[-1].text
    (notice,) = document.notices
    assert notice.text("zh").startswith(
        "主要指标.xlsx 的工作表“流水”有 12 个单元格，最多读取 10 个"
    )
    data = saved(lambda workbook: [workbook.active.append([1, 2, 3, 4]) for _ in range(3)])
    with pytest.raises(FormatError, match="12 cells"):
        read_workbook(data, source(data, "主要指标.xlsx", "xlsx"))


def test_read_workbook_reads_a_sheet_with_a_stray_cell_in_its_last_row(source):
    def fill(workbook):
        workbook.active.append(["指标", "2025"])
        workbook.active.append(["财政收入（亿元）", 102.7])
        workbook.active["XFD1048576"] = " "

    ((*_, line),) = texts(saved(fill), source)
    assert "102.7" in line

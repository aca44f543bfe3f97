import csv
import io
import json

import pytest

from embeddings.errors import FormatError
from embeddings.parsing.reports import read_reports
from embeddings.reading.tabular import read_csv, read_jsonl

TEXT = (
    "各位代表：\n现在，我代表市人民政府，向大会作政府工作报告，请予审议。\n"
    "一、工作回顾\n全市生产总值增长8%。"
)


def as_csv(rows, delimiter=","):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue()


def test_read_reports_from_csv_takes_metadata_from_columns(tmp_path):
    path = tmp_path / "reports.csv"
    other = TEXT.replace("8%", "9%").replace("生产总值", "财政收入").replace("现在，", "下面，")
    rows = [
        ["省份", "城市", "年份", "正文"],
        ["甘肃", "兰州市", "2018", TEXT],
        ["甘肃", "", "2019年", other],
    ]
    path.write_bytes(as_csv(rows).encode("gb18030"))
    first, second = read_reports(path)
    assert (first.year, first.region, first.title) == (2018, "兰州", "2018年兰州市政府工作报告")
    assert (second.year, second.region) == (2019, "甘肃")
    assert first.origins["region"] == "columns"
    assert [each.sources[0].name for each in (first, second)] == ["reports.csv#2", "reports.csv#3"]
    assert first.text.split("\n") == TEXT.split("\n")


def test_read_csv_separated_by_tabs(source):
    data = as_csv([["title", "text"], ["甲", TEXT]], "\t").encode()
    (document,) = read_csv(data, source(data, "a.tsv", "csv"))
    assert [line.text for line in document.lines] == TEXT.split("\n")


def test_read_csv_without_text_names_its_columns(source):
    with pytest.raises(FormatError, match="columns found: year, title; name the column"):
        read_csv("year,title\n2018,甲\n".encode(), source(b"", "a.csv", "csv"))


def test_read_jsonl_gives_a_document_for_each_line(source):
    rows = [{"text": TEXT, "year": 2018, "city": "兰州"}, {"text": ""}, {"content": "各位代表。"}]
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    first, second = read_jsonl(data, source(data, "a.jsonl", "jsonl"))
    assert first.metadata == {"year": "2018", "region": "兰州"}
    assert (first.source.name, second.source.name) == ("a.jsonl#1", "a.jsonl#3")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: not JSON"),
        ("[1]", "line 1: a list, not a JSON object"),
        ('{"question": "多少？"}', "is a test set"),
        ("[" * 100_000, "line 1: not JSON"),
        ('{"title": "甲"}', "no row with text; columns found: title"),
    ],
)
def test_read_jsonl_refuses_what_is_no_report(source, line, message):
    with pytest.raises(FormatError, match=message):
        read_jsonl(line.encode(), source(b"", "a.jsonl", "jsonl"))


def test_read_jsonl_refuses_a_number_of_thousands_of_digits(source):
    line = '{"title": "2020年甲市政府工作报告", "n": ' + "9" * 5_000 + "}"
    with pytest.raises(FormatError) as refused:
        read_jsonl(line.encode(), source(line.encode(), "a.jsonl", "jsonl"))
    assert refused.value.code == "json_line_malformed"

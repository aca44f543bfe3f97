import json
import os
import re
from functools import cache
from pathlib import Path

import pytest

from embeddings.errors import EncodingError, FormatError
from embeddings.parsing.reports import read_metadata_table, read_reports
from embeddings.records import Report, Role

ROOT = Path(__file__).parents[3]
SEED = ROOT / "seeds" / "000_06042aab8e8de241.txt"
SHARED = Path(os.environ.get("GOVREPORT_SHARED", ROOT.parent / "shared"))
COUNCIL = SHARED / "data" / "reports" / "council"
needs_council = pytest.mark.skipif(
    not COUNCIL.is_dir(), reason=f"no State Council reports in {COUNCIL} (GOVREPORT_SHARED)"
)


@cache
def seed() -> Report:
    (report,) = read_reports(SEED)
    return report


@cache
def council(year: int) -> Report:
    (report,) = read_reports(COUNCIL / f"{year}年国务院政府工作报告.txt")
    return report


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def paragraphs(report: Report) -> list[str]:
    return [report.text[each.start : each.end] for each in report.paragraphs]


def proofs(name: str) -> list[tuple[str, str, str]]:
    lines = (ROOT / "tests" / "data" / f"{name}_dev.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    return [
        (question["id"], proof["report"], proof["quote"])
        for question in questions
        for proof in [*question["evidence"], *question.get("also", [])]
    ]


def test_read_reports_seed_is_one_report_told_as_seven_duplicates() -> None:
    report = seed()
    assert report.title == "2017年兰州市政府工作报告"
    assert (report.year, report.region, report.issuer) == (2017, "兰州", "兰州市人民政府")
    assert (report.current_year, report.period) == (2016, (2012, 2016))
    assert "7 份重复" in report.notices[0].text("zh")
    assert set(report.origins.values()) <= {"text", "derived"}


def test_read_reports_seed_headings_lose_site_noise() -> None:
    headings = [each.title for each in seed().sections if each.level == 1]
    assert headings == [
        "一、过去五年政府工作回顾",
        "二、今后五年发展的目标任务",
        "三、2017年的重点工作",
        "四、加强政府自身建设",
    ]
    roles = [each.role for each in seed().sections if each.level == 1]
    assert roles == [Role.REVIEW, Role.GOALS, Role.TASKS, Role.GOVERNMENT]
    assert "二号首长" not in seed().text
    assert "静州往事" not in seed().text
    assert "*" not in seed().text
    told = [change for change in seed().changes if change.rule == "heading-noise"]
    assert [change.line for change in told] == [20, 37]


def test_read_reports_seed_has_every_paragraph_once() -> None:
    lines = SEED.read_text(encoding="utf-8").split("\n")[:80]
    expected = [line.replace("*", "") for line in lines[1:] if line]
    expected = [line for line in expected if not re.match("[一二三四]、", line)]
    assert paragraphs(seed()) == expected
    assert [each.number for each in seed().paragraphs] == list(range(1, len(expected) + 1))


def test_read_reports_seed_paths_hold_run_in_headings() -> None:
    report = seed()
    found = next(each for each in report.paragraphs if "实施创新驱动工程" in text_of(report, each))
    assert report.heading_path(found) == (
        "三、2017年的重点工作",
        "(一)围绕经济转型升级，聚焦发力“七大工程”",
        "实施创新驱动工程",
    )


def text_of(report: Report, paragraph: object) -> str:
    return report.text[paragraph.start : paragraph.end]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["lanzhou", pytest.param("council", marks=needs_council)])
def test_read_reports_every_dev_quote_stands_within_one_paragraph(name: str) -> None:
    """A quote that its report makes twice may stand in two paragraphs, but never straddles."""
    missing = []
    for identity, title, quote in proofs(name):
        report = seed() if name == "lanzhou" else council(int(title[:4]))
        held = sum(bare(quote) in bare(each) for each in paragraphs(report))
        times = bare(report.text).count(bare(quote))
        if held == 0 or held != times:
            missing.append((identity, quote, held, times))
    assert not missing


@needs_council
def test_read_reports_council_metadata() -> None:
    paths = sorted(COUNCIL.glob("*.txt"))
    for path in paths:
        year = int(path.stem[:4])
        report = council(year)
        assert (report.title, report.year, report.region) == (path.stem, year, "全国")
        assert report.issuer == "国务院"
        assert report.current_year == year
        assert max(each.end - each.start for each in report.paragraphs) <= 1300
        for each in report.paragraphs:
            text = report.text[each.start : each.end]
            assert text
            assert "\n" not in text
            assert "Public domain" not in text
    assert len(paths) == 52


@needs_council
@pytest.mark.parametrize(
    ("year", "date", "period"),
    [
        (2017, "2017-03-05", (2016, 2016)),
        (1957, "1957-06-26", (1956, 1956)),
        (2018, None, (2013, 2017)),
        (2011, None, (2006, 2010)),
        (2021, "2021-03-05", (2016, 2020)),
        (2023, "2023-03-05", (2018, 2022)),
    ],
)
def test_read_reports_council_dates_and_periods(
    year: int, date: str | None, period: tuple[int, int]
) -> None:
    assert (council(year).date, council(year).period) == (date, period)


@needs_council
def test_read_reports_council_sections_tell_results_from_targets() -> None:
    for path in sorted(COUNCIL.glob("*.txt")):
        report = council(int(path.stem[:4]))
        roles = [report.role_of(each) for each in report.paragraphs]
        if report.year and report.year >= 1997:
            assert roles.count(Role.OPENING) <= 2, report.title
            assert roles.count(Role.REVIEW) >= 8, report.title
            assert roles.count(Role.TASKS) >= 20, report.title
            assert roles.count(Role.OTHER) <= 0.2 * len(roles), report.title


@needs_council
def test_read_reports_rejoins_sentences_broken_at_links() -> None:
    assert paragraphs(council(1954))[1].startswith(
        "我們第一届全國人民代表大會第一次會議，在聽了劉少奇同志關於憲法草案的報告並進行了三天的討論"
    )
    assert any(
        "细颗粒物（PM2.5）和可吸入颗粒物（PM10）治理" in text for text in paragraphs(council(2014))
    )
    assert any(text.startswith("一、我国人民已经推翻了") for text in paragraphs(council(1955)))
    assert any("国内生产总值达到74.4万亿元" in text for text in paragraphs(council(2017)))


@needs_council
def test_read_reports_keeps_traditional_and_full_width_characters() -> None:
    assert "中華人民共和國憲法" in council(1954).text
    assert "１９９１年" in council(1992).text
    assert "1997年粮食产量达到49250万吨" in council(1998).text


@needs_council
def test_read_reports_salutation_is_the_first_paragraph() -> None:
    first = council(2024).paragraphs[0]
    assert council(2024).text[first.start : first.end] == "各位代表："
    assert council(2024).section_of(first) is None


def test_read_reports_names_a_file_without_text(tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    with pytest.raises(FormatError, match=r"空\.txt is empty"):
        read_reports(empty)
    blank = tmp_path / "blank.txt"
    blank.write_bytes(b"\n \n")
    with pytest.raises(FormatError, match=r"blank\.txt holds no paragraph"):
        read_reports(blank)
    broken = tmp_path / "broken.txt"
    broken.write_bytes("各位代表".encode() + b"\xff\xfe\xff\x80\x81")
    with pytest.raises(EncodingError, match=r"broken\.txt does not decode .* at offset 12"):
        read_reports(broken)


def test_read_reports_two_reports_in_one_file(tmp_path: Path) -> None:
    body = "，".join(["全市经济社会发展取得新的成绩"] * 5) + "。"
    first = "\n".join(
        ["2019年定西市政府工作报告", "各位代表：", *(f"{n}月{body}" for n in "一二三四")]
    )
    second = first.replace("2019年定西市", "2020年天水市").replace("成绩", "进展")
    path = tmp_path / "two.txt"
    path.write_text(first + "\n" + second, encoding="utf-8")
    reports = read_reports(path)
    assert [(each.year, each.region) for each in reports] == [(2019, "定西"), (2020, "天水")]


def test_read_reports_metadata_table_beside_the_file_wins(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text(
        "file,year,region\nreport.txt,2018,甘肃省兰州市\n", encoding="utf-8"
    )
    path = tmp_path / "report.txt"
    path.write_text(
        "政府工作报告\n各位代表：\n现在，我作政府工作报告，请予审议。\n", encoding="utf-8"
    )
    (report,) = read_reports(path)
    assert (report.year, report.region, report.title) == (2018, "兰州", "2018年兰州市政府工作报告")
    assert report.origins["year"] == "metadata.csv"
    (tmp_path / "metadata.csv").write_text("name,year\nreport.txt,2018\n", encoding="utf-8")
    with pytest.raises(FormatError, match="no column 'file'"):
        read_metadata_table(tmp_path / "metadata.csv")

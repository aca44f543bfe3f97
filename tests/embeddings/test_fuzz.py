"""Whatever a file holds, the parser gives reports or one of our errors."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.errors import ReadError
from embeddings.parsing.reports import read_reports

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "embeddings" / "fuzz_parser.py"
PIECES = st.sampled_from(
    [
        *(
            "\n",
            "　　",
            "各位代表：",
            "2017年兰州市政府工作报告",
            "一、回顾",
            "（一）工业。",
            "第一，",
            "《",
            "》",
        ),
        *(
            "\u200b",
            "\ufeff",
            "|",
            "——",
            "1 9 9 8 年",
            "附件：名词解释",
            "相关链接",
            "习*近*平",
            "“",
            "\0",
        ),
        *(
            "增长8%。",
            "，",
            "”",
            "全市经济社会发展取得新的成绩，各项事业全面进步，人民生活继续改善。",
        ),
    ]
)


def outcome(path):
    """The reports in a file, or the error's message."""
    try:
        return read_reports(path), None
    except ReadError as error:
        return [], str(error)


@settings(max_examples=60)
@given(
    pieces=st.lists(PIECES | st.text(max_size=8), max_size=60),
    suffix=st.sampled_from(["txt", "md"]),
)
def test_read_reports_of_any_text_gives_reports_or_our_error(tmp_path_factory, pieces, suffix):
    path = tmp_path_factory.mktemp("fuzz") / f"case.{suffix}"
    path.write_text("".join(pieces), encoding="utf-8", errors="ignore", newline="")
    reports, message = outcome(path)
    assert bool(reports) != (message is not None and path.name in message)
    for report in reports:
        for paragraph in report.paragraphs:
            excerpt = report.text[paragraph.start : paragraph.end]
            assert excerpt
            assert excerpt == excerpt.strip()


@settings(max_examples=40)
@given(data=st.binary(max_size=300), suffix=st.sampled_from(["txt", "docx", "pdf", "zip", "jsonl"]))
def test_read_reports_of_any_bytes_gives_reports_or_our_error(tmp_path_factory, data, suffix):
    path = tmp_path_factory.mktemp("fuzz") / f"case.{suffix}"
    path.write_bytes(data)
    reports, message = outcome(path)
    assert bool(reports) != (message is not None and path.name in message)


def run(seed, cases, folder):
    """Fuzz in another process: a crash of a C library then fails a test, not the whole run."""
    ran = subprocess.run(
        [sys.executable, str(PROGRAM), str(seed), str(cases)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads(ran.stdout)


def test_fuzz_parser_runs(tmp_path):
    summary = run(7, 80, tmp_path)
    assert summary["cases"] == summary["refused"] + summary["reports"] or summary["reports"] > 0
    assert summary["peak_bytes"] < 1_000_000_000


@pytest.mark.slow
@pytest.mark.parametrize("seed", [101, 102, 103, 104])
def test_fuzz_parser_twenty_five_thousand_cases(tmp_path, seed):
    """Four seeds make the 100,000 cases that the parser must stand."""
    summary = run(seed, 25_000, tmp_path)
    assert summary["cases"] == 25_000
    assert summary["reports"] > 5_000
    assert summary["slowest_seconds"] < 20
    assert summary["peak_bytes"] < 1_000_000_000

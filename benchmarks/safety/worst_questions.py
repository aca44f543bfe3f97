"""The costliest questions that we can build: `python -m benchmarks.safety.worst_questions`.

    python -m benchmarks.safety.worst_questions [--index DIR]

Many places, years and parts, long, repeated, of digits, in English, of words of a report. Each is
asked twice: *cold* is the processor time of the first time, *warm* that of the second. Over an
index, or over the State Council reports where they are (GOVREPORT_SHARED), the seed otherwise.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.recording import ROOT, record, shared_reports
from embeddings.errors import QuestionError
from embeddings.indexing.update import index_paths
from embeddings.records import Report
from qa.assistant import Assistant
from qa.question.limits import LONGEST_QUESTION

__all__ = ["main", "measured", "questions"]

MOST_SECONDS = 2.0
PROVINCES = (
    "北京、天津、河北、山西、内蒙古、辽宁、吉林、黑龙江、上海、江苏、浙江、安徽、福建、江西、山东、河南、"
    "湖北、湖南、广东、广西、海南、重庆、四川、贵州、云南、西藏、陕西、甘肃、青海、宁夏、新疆"
)
INDICATORS = [
    "GDP增速",
    "粮食产量",
    "财政收入",
    "城镇新增就业",
    "固定资产投资",
    "森林覆盖率",
    "进出口总额",
]


def questions(reports: Mapping[str, Report]) -> dict[str, str]:
    """Return the questions by what is bad about them; some are of the words of a report."""
    report = reports[sorted(reports)[len(reports) // 2]]
    text = "".join(report.text.split())
    found = {
        "all provinces, twenty years": "2005到2024年各省的GDP增速分别是多少？",
        "provinces by name, twenty years": f"{PROVINCES}2005年到2024年的财政收入增速分别是多少？",
        "provinces by name, several figures": f"{PROVINCES}的粮食产量、投资和就业分别是多少？",
        "all cities ranked": "各市2021年固定资产投资增速排名？",
        "sum over all provinces": "全国各省2005年以来粮食产量总和是多少，平均每年多少？",
        "thirty questions": "；".join(f"{year}年粮食产量多少" for year in range(1995, 2025)),
        "all indicators": "".join(f"{one}是多少？" for one in INDICATORS * 8),
        "too many years": "、".join(str(year) for year in range(1954, 2027)) + "年GDP增速",
        "years without an end": "从0001年到99999999年GDP分别是多少",
        "terms over all reports": "低空经济、数字经济、乡村振兴各出现多少次，哪些省提到？",
        "new words of all": "2024年报告比2023年多了哪些新词？各省的目标有哪些变化？",
        "words of a report": text[1_000 : 1_000 + LONGEST_QUESTION],
        "pieces of a report": "、".join(text[at : at + 6] for at in range(0, 4_800, 60)),
        "one place again and again": "兰州" * 249 + "？",
        "one word again and again": "多少" * 250,
        "one year again and again": "2016年" * 100,
        "digits": "1234567890" * 50,
        "numerals": "一百亿亿亿亿万万万万" * 40 + "是多少",
        "brackets": "（" * 250 + "）" * 250,
        "English": "Which provinces had the highest GDP growth from 2005 to 2024, and why? " * 7,
    }
    return {kind: question[:LONGEST_QUESTION] for kind, question in found.items()}


def measured(assistant: Assistant, asked: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the processor seconds of each question, and whether it was answered."""
    return {kind: _twice(assistant, question) for kind, question in asked.items()}


def _twice(assistant: Assistant, question: str) -> dict[str, Any]:
    told: dict[str, Any] = {"characters": len(question)}
    for name in ("cold", "warm"):
        began = time.process_time()
        try:
            outcome = "refused" if assistant.ask(question).refused else "answered"
        except QuestionError as error:
            outcome = error.code
        told |= {f"{name}_seconds": round(time.process_time() - began, 2), "outcome": outcome}
    return told


def main() -> None:
    """Ask, and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        index = options.index or Path(scratch) / "index"
        if options.index is None:
            index_paths([shared_reports() or ROOT / "seeds"], index)
        assistant = Assistant.open(index, suggesting=True)
        assistant.ask("2016年生产总值是多少？")  # what every first question loads
        found = measured(assistant, questions(assistant.reports))
        seconds = {kind: told["cold_seconds"] for kind, told in found.items()}
        results = {
            "reports": len(assistant.reports),
            "longest_seconds": max(seconds.values()),
            "longer_than_two_seconds": [k for k, s in seconds.items() if s > MOST_SECONDS],
            "questions": found,
        }
    print(record("worst_questions", results))
    print(json.dumps(results, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()

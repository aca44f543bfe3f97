"""Opening an index of many reports, and asking it: counties × 30 years.

    python -m benchmarks.scale.catalogue [--counties 3334] [--directory DIR]

Every report is one short text with its county's name, year and figures, made by program: what is
measured is what each report costs that a question does not ask for. Opening is `Retriever.open` in
a new process, its imports and the encoder loaded before; the questions name a county and a year.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.recording import ROOT, record
from embeddings.encoders.encoder import load_encoder
from embeddings.index.embedded import EmbeddedIndex
from embeddings.parsing.reports import read_reports
from embeddings.records import Report
from embeddings.text.gazetteer import BUNDLED, NATION
from qa.assistant import Assistant

__all__ = ["county_reports", "main"]

SEED = 7
COUNTIES = 3_334
YEARS = range(1995, 2025)
QUESTIONS = 40
# Signs of county names; names are two of them and 县, so that every report has the same offsets.
SIGNS = (
    "安宁平昌兴和永德泰康丰顺清新龙凤金玉石河山湖江海云林东西南北"
    "阳明光华春秋义仁礼信文武福禄寿喜吉祥瑞嘉禾穗稻粟麦松柏竹梅兰桂"
)
TEXT = """2000年甲乙县人民政府工作报告

一、1999年工作回顾

过去一年，全县地区生产总值达到123.4亿元，增长5.6%。城镇新增就业7890人，新建学校12所。

二、2000年主要目标

今年的主要目标是：地区生产总值增长6.7%，城镇新增就业8900人，粮食产量达到34.5万吨。
"""
FIGURES = ("123.4", "5.6%", "7890", "6.7%", "8900", "34.5")


def main() -> None:
    """Build the index, open it in a process of its own and record what that takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--counties", type=int, default=COUNTIES)
    parser.add_argument("--directory", type=Path, help="where the index is built and kept")
    parser.add_argument("--ask", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        print(json.dumps(opened_and_asked(options.directory, options.counties)))
        return
    with tempfile.TemporaryDirectory(prefix="govreport-catalogue-") as temporary:
        directory = options.directory or Path(temporary) / "index"
        if not directory.exists():
            index = EmbeddedIndex(load_encoder())
            index.add(county_reports(options.counties))
            index.save(directory)
        command = [sys.executable, "-m", "benchmarks.scale.catalogue", "--ask"]
        command += ["--directory", str(directory), "--counties", str(options.counties)]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    results = json.loads(done.stdout)
    print(json.dumps(results, ensure_ascii=False, indent=1))
    print(record("catalogue", results, seed=SEED))


def counties(count: int) -> list[str]:
    """Return names of counties, none of them a place or a part of a place that is known."""
    pairs = (one + other for one, other in product(SIGNS, SIGNS) if one != other)
    found = [f"{pair}县" for pair in pairs if not BUNDLED.find(f"{pair}县")]
    if len(found) < count:
        raise SystemExit(f"{len(found)} names for {count} counties")
    return found[:count]


def county_reports(count: int) -> Iterator[Report]:
    """Yield a report of each county and year, those of a county one after another."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "2000.txt"
        path.write_text(TEXT, encoding="utf-8")
        (template,) = read_reports(path)
    chance = np.random.default_rng(SEED)
    cities = sorted(BUNDLED.units - {NATION})
    for place, name in enumerate(counties(count)):
        for year in YEARS:
            text = template.text.replace("甲乙县", name)
            text = text.replace("1999", str(year - 1)).replace("2000", str(year))
            for figure in FIGURES:
                digits = chance.integers(1, 10, len(figure))
                changed = [
                    str(digit) if sign.isdigit() else sign
                    for sign, digit in zip(figure, digits, strict=True)
                ]
                text = text.replace(figure, "".join(changed), 1)
            digest = hashlib.sha256(text.encode()).hexdigest()
            yield replace(
                template,
                report_id=digest[:12],
                sha256=digest,
                text=text,
                title=f"{year}年{name}政府工作报告",
                year=year,
                current_year=year,
                region=name,
                issuer=f"{cities[place % len(cities)]}{name}人民政府",
                period=(year - 1, year - 1),
                sections=tuple(
                    replace(
                        section,
                        title=text[section.start : section.start + len(section.title)],
                        path=(text[section.start : section.start + len(section.title)],),
                    )
                    for section in template.sections
                ),
            )


def opened_and_asked(directory: Path, count: int) -> dict[str, Any]:
    """Return the seconds in which the index opens, and those of questions over it."""
    encoder = load_encoder()
    encoder.encode_questions(["预热"])
    began, worked = time.perf_counter(), time.process_time()
    assistant = Assistant.open(directory, encoder=encoder)
    opened, opened_work = time.perf_counter() - began, time.process_time() - worked
    names, chance = counties(count), np.random.default_rng(SEED)
    seconds: list[float] = []
    answered = 0
    for _ in range(QUESTIONS + 1):
        name, year = names[chance.integers(len(names))], chance.choice(YEARS)
        worked = time.process_time()
        answered += not assistant.ask(f"{year}年{name}城镇新增就业目标是多少？").refused
        seconds.append(time.process_time() - worked)
    return {
        "reports": len(assistant.reports),
        "counties": count,
        "opened_seconds": round(opened, 3),
        "opened_processor_seconds": round(opened_work, 3),
        "questions": QUESTIONS,
        "answered": answered,
        "first_question_processor_seconds": round(seconds[0], 3),
        "question_processor_ms": {
            "p50": round(1000 * float(np.percentile(seconds[1:], 50)), 1),
            "p95": round(1000 * float(np.percentile(seconds[1:], 95)), 1),
        },
    }


if __name__ == "__main__":
    main()

"""Files made to take long: `python -m benchmarks.safety.odd_files [NAME …]`.

Each is read as indexing reads it, by a process of its own. It must be read, or refused with a
sentence, in ten seconds of processor time and two more for each megabyte; what the start of the
process takes is measured by an ordinary report and told. Harmless to whoever runs it.
"""

import argparse
import resource
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.recording import ROOT, record
from embeddings.errors import ReadError
from embeddings.indexing.file_reader import FileReader
from embeddings.text.gazetteer import BUNDLED

__all__ = ["ODD", "main", "measure"]

TITLE = "2017年兰州市政府工作报告\n"
CLAUSE = "全市生产总值增长百分之八"
SENTENCE = "全市生产总值增长百分之八，就业增加一万人，物价平稳。"


def _many(count: int, line: Callable[[int], str]) -> str:
    return TITLE + "\n".join(map(line, range(count)))


ODD: Mapping[str, Callable[[], str]] = {
    "line of 60 MB.txt": lambda: TITLE + f"{CLAUSE}，" * 1_600_000,
    "line of 2 MB.txt": lambda: TITLE + f"{CLAUSE}，" * 55_000,
    "wrapped lines without an end.txt": lambda: _many(10_000, lambda n: 2 * CLAUSE),
    "wrapped lines without an end.md": lambda: _many(10_000, lambda n: 2 * CLAUSE),
    "headings.txt": lambda: _many(100_000, lambda n: f"一、第{n}项工作"),
    "headings.md": lambda: _many(100_000, lambda n: f"## 第{n}项工作"),
    "headings and sentences.md": lambda: _many(50_000, lambda n: f"## 第{n}项\n增长{n}。"),
    "brackets.md": lambda: f"{TITLE}{'[' * 200_000}\n{SENTENCE}",
    "links.md": lambda: f"{TITLE}{'[](' * 60_000}\n{SENTENCE}",
    "images.md": lambda: f"{TITLE}{'![](' * 50_000}\n{SENTENCE}",
    "bold.md": lambda: f"{TITLE}{'**a ' * 50_000}\n{SENTENCE}",
    "comments.md": lambda: f"{TITLE}{'<!--' * 50_000}\n{SENTENCE}",
    "tags.md": lambda: f"{TITLE}{'<p ' * 50_000}\n{SENTENCE}",
    "tables.md": lambda: f"{TITLE}{'<table ' * 30_000}\n{SENTENCE}",
    "formulas.md": lambda: TITLE + "$a\\" * 50_000 + SENTENCE,
    "spaces.md": lambda: f"{TITLE}#{' ' * 100_000}x\n{'> ' * 50_000}\n{SENTENCE}",
    "digits.txt": lambda: f"{TITLE}{'1' * 300_000}\n{'1 ' * 100_000}\n{'1.' * 100_000}",
    "brackets.txt": lambda: f"{TITLE}{'（' * 100_000}\n{'（一）' * 50_000}\n{'“' * 100_000}",
    "years.txt": lambda: TITLE + "2016年" * 50_000 + SENTENCE,
    "line ends.txt": lambda: TITLE + "\n" * 900_000 + SENTENCE,
    "contents.txt": lambda: (
        f"{TITLE}目录\n" + "\n".join(f"一、工作{'.' * 40}{n}" for n in range(20_000))
    ),
    "copies.txt": lambda: "\n".join(f"{TITLE}各位代表：\n报告工作{n}。" for n in range(3_000)),
    "nested 5000 deep.html": lambda: f"<body>{'<div>' * 5_000}{SENTENCE}{'</div>' * 5_000}",
    "nested tables.html": lambda: f"<body>{'<table><tr><td>' * 300}{SENTENCE}",
    "paragraphs.html": lambda: f"<body>{f'<p>{SENTENCE}</p>' * 50_000}",
    "wide cells.html": lambda: (
        f"<body><table><tr>{'<td rowspan=200 colspan=200>1</td>' * 200}</table><p>{SENTENCE}"
    ),
    "nested groups.rtf": lambda: "{\\rtf1 " + "{" * 100_000 + "a" + "}" * 100_000 + "}",
    "columns.csv": lambda: "\n".join(",".join(["1"] * 20_000) for _ in range(20)),
    "nested arrays.jsonl": lambda: '{"text": ' + "[" * 100_000,
    "parts.mht": lambda: (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        + "--x\nContent-Type: text/html\n\n<p>a\n" * 20_000
    ),
}


def measure(names: list[str]) -> dict[str, Any]:
    """Return what became of each file, and the seconds of processor time that it took."""
    with tempfile.TemporaryDirectory() as scratch:
        start = _read(next((ROOT / "seeds").glob("*.txt")))["seconds"]
        told: dict[str, Any] = {"ordinary report, start of the process included": start}
        for name in names:
            path = Path(scratch) / name
            path.write_text(ODD[name](), encoding="utf-8")
            megabytes = path.stat().st_size / 1_000_000
            told[name] = {"megabytes": round(megabytes, 1), **_read(path)}
            told[name]["in_time"] = told[name]["seconds"] - start <= 10 + 2 * megabytes
            path.unlink()
    return told


def _read(path: Path) -> dict[str, Any]:
    reader = FileReader()
    before = _processor_seconds()
    try:
        reports = reader.read(path, encoding=None, metadata={}, gazetteer=BUNDLED).reports
        count = sum(len(report.paragraphs) for report in reports)
        outcome = f"read: {len(reports)} reports, {count} paragraphs"
    except ReadError as error:
        outcome = f"refused: {error.code}"
    finally:
        reader.close()
    return {"seconds": round(_processor_seconds() - before, 1), "outcome": outcome}


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Read the odd files and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="of files; all by default")
    options = parser.parse_args()
    results = measure(options.names or list(ODD))
    for name, told in results.items():
        print(f"{name}: {told}")
    if not options.names:
        print(record("odd_files", results))


if __name__ == "__main__":
    main()

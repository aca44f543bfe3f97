"""Feeds damaged reports of every format to the parser; run by `test_fuzz.py` in its own process.

    PYTHONPATH=. python tests/embeddings/fuzz_parser.py SEED CASES [FORMAT]

Prints one JSON object: cases, reports read, files refused, the slowest case in seconds, the
highest memory in bytes. Anything but a report or a `ReadError` ends it with a traceback, after the
offending file has been left in the working directory.
"""

import io
import json
import random
import resource
import signal
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from embeddings.errors import ReadError
from embeddings.parsing.reports import read_reports
from tests.embeddings.fuzz_files import sound

SLOWEST = 20  # seconds that no case may take
SHARES = {  # of the cases; Word, PDF and web pages cost 5 to 20 ms each, text well under 1 ms
    "txt": 0.48,
    "md": 0.12,
    "jsonl": 0.10,
    "csv": 0.10,
    "zip": 0.05,
    "html": 0.04,
    "docx": 0.02,
    "pdf": 0.02,
    "rtf": 0.03,
    "odt": 0.01,
    "ofd": 0.01,
    "mht": 0.01,
    "xlsx": 0.01,
}
PACKED = {"docx", "zip", "odt", "ofd", "xlsx"}
TOKENS = [
    *(
        "\u3000\u3000",
        "\u200b",
        "《",
        "》",
        "”",
        "，",
        "。",
        "——",
        "一、",
        "（一）",
        "第一，",
        "一是",
        "1.",
    ),
    *(
        "各位代表：",
        "2017年兰州市政府工作报告",
        "习*近*平",
        "1 9 9 8 年",
        "\ufeff",
        "\ue000",
        "\0",
        "\r",
    ),
    *(
        "本作品是中华人民共和国的",
        "相关链接",
        "附件：名词解释",
        "结束语",
        "|",
        "2016年工作回顾",
        "\x1a",
    ),
    *("<p>", "</div>", "<table><tr><td>", "<br>", "&nbsp;", "<script>", "<!--", "]]>", "&#xD800;"),
    *("# ", "**", "| a | b |", "|---|", "![x](y)", "[" * 40, "```", "---\n", "<meta charset=gbk>"),
    *('"', ",", "\t", ";", '{"text": "', '"}', "\\u0000", "[[[[", "}", "question", "1e999", "NaN"),
    *("PK\x03\x04", "%PDF-1.7", "endobj", "stream", "<< /Type /Page", "xref", "/Kids [3 0 R]"),
]
RUNS = [
    "　",
    " ",
    "1 ",
    "> ",
    "（",
    "*",
    "各",
    "大 ",
    "一、",
    "[",
    "<b>",
    "—",
    "\n",
    "时间：",
    "a|",
    "．1",
]


def damaged(data, chance, donors):
    """The file with up to eight changes: tokens, runs, cuts, flips, copies, parts of others."""
    for _ in range(chance.choice([0, 1, 1, 1, 2, 3, 8])):
        at = chance.randrange(0, len(data) + 1)
        to = min(len(data), at + chance.choice([1, 2, 3, 8, 40, 400, 3000]))
        change = chance.randrange(8)
        if change == 0:
            data = data[:at] + chance.choice(TOKENS).encode() + data[at:]
        elif change == 1:
            run = chance.choice(RUNS) * chance.choice([3, 30, 300, 3000])
            data = data[:at] + run.encode() + data[at:]
        elif change == 2:
            data = data[:at] + data[to:]
        elif change == 3 and data:
            flipped = bytearray(data)
            for _ in range(chance.choice([1, 1, 4, 40])):
                flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            data = bytes(flipped)
        elif change == 4:
            data = data[:to] + data[at:]
        elif change == 5:
            donor = chance.choice(donors)
            cut = chance.randrange(0, len(donor) + 1)
            data = data[:at] + donor[cut : cut + 500] + data[at:]
        elif change == 6:
            data = data[:at]
        else:
            data = data[:at] + chance.randbytes(chance.choice([1, 4, 64])) + data[to:]
        data = data[:300_000]
    return data


def damaged_inside(data, chance, donors):
    """The archive with one entry damaged and packed again, so that its checksum holds."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(buffer, "w") as packed:
        victim = chance.choice(archive.namelist())
        main = {"word/document.xml", "content.xml", "P.xml", "xl/worksheets/sheet1.xml"}
        if (known := sorted(main & set(archive.namelist()))) and chance.random() < 0.7:
            victim = known[0]
        for name in archive.namelist():
            content = archive.read(name)
            packed.writestr(name, damaged(content, chance, donors) if name == victim else content)
    return buffer.getvalue()


def too_slow(*_):
    raise TimeoutError(f"a case took more than {SLOWEST} s")


def fuzz(seed, cases, only=None):
    """Run the cases; return the summary."""
    chance = random.Random(seed)
    kinds = [only] if only else list(SHARES)
    weights = [1.0] if only else list(SHARES.values())
    bases = {kind: [sound(kind, chance) for _ in range(12)] for kind in kinds}
    donors = [data for group in bases.values() for data in group]
    read = refused = 0
    slowest = 0.0
    done = dict.fromkeys(kinds, 0)
    signal.signal(signal.SIGALRM, too_slow)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(cases):
            kind = chance.choices(kinds, weights)[0]
            packed = kind in PACKED and chance.random() < 0.6
            damage = damaged_inside if packed else damaged
            data = damage(chance.choice(bases[kind]), chance, donors)
            path = Path(folder) / f"case.{kind}"
            path.write_bytes(data)
            began = time.perf_counter()
            signal.alarm(SLOWEST)
            try:
                for report in read_reports(path, metadata={}):
                    check(report)
                    read += 1
            except ReadError as error:
                refused += 1
                if "case" not in str(error) and "报告.txt" not in str(error):
                    raise AssertionError(f"the message names no file: {error}") from error
            except BaseException:
                Path(f"fuzz-failure-{seed}.{kind}").write_bytes(data)
                raise
            finally:
                signal.alarm(0)
            slowest = max(slowest, time.perf_counter() - began)
            done[kind] += 1
    return {
        "cases": cases,
        "by_format": done,
        "reports": read,
        "refused": refused,
        "slowest_seconds": round(slowest, 3),
        "peak_bytes": peak_bytes(),
    }


def peak_bytes():
    """Return the most memory of this program alone: `ru_maxrss` keeps the parent's across exec."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (
        1 if sys.platform == "darwin" else 1024
    )


def check(report):
    """Every offset holds, and every paragraph has a place."""
    text = report.text
    for number, paragraph in enumerate(report.paragraphs, 1):
        excerpt = text[paragraph.start : paragraph.end]
        if (
            paragraph.number != number
            or not excerpt
            or "\n" in excerpt
            or excerpt != excerpt.strip()
        ):
            raise AssertionError(f"paragraph {number}: {excerpt[:80]!r}")
        section = report.section_of(paragraph)
        if section and not section.start <= paragraph.start <= paragraph.end <= section.end:
            raise AssertionError(f"paragraph {number} stands outside of its section")
    text.encode("utf-8")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    summary = fuzz(int(arguments[0]), int(arguments[1]), *arguments[2:3])
    sys.stdout.write(json.dumps(summary) + "\n")

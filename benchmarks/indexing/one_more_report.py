"""What one more report costs an index of the 1,437 local reports, and what is where on its disk.

    python -m benchmarks.indexing.one_more_report [--index DIRECTORY] [--reports 5]

Reports of the State Council are added one by one to a copy of DIRECTORY, an index of the local
reports; without it, one is made. The first addition also writes what an index of an earlier version
lacks, and is told apart. Both sets of reports are found through GOVREPORT_SHARED. Results go to
`benchmarks/results/one_more_report.json` and `.md`.
"""

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.recording import RESULTS, record, require_shared_reports, unpack_local_reports
from embeddings import index_paths, load_encoder, open_index

__all__ = ["main"]

# part of a snapshot → words in the names of its files; the first that fits
PARTS = {
    "vectors": ("_vectors.", "_codes."),
    "vector lists": ("_lists.",),
    "postings: passages and counts": ("_postings.packed",),
    "postings: passages, of format 1": ("posting_rows",),
    "postings: counts, of format 1": ("posting_counts",),
    "postings: terms, lengths": ("posting_starts", "lengths", "term"),
    "texts": ("texts.jsonl", "text_ends"),
    "facts": ("fact",),
    "passages": ("paragraphs.npy", "sentences.npy"),
    "heads and the rest": ("",),
}


def main() -> None:
    """Measure an index and what adding to it costs, and record both."""
    parser = argparse.ArgumentParser(description="one more report")
    parser.add_argument("--index", type=Path)
    parser.add_argument("--reports", type=int, default=5)
    options = parser.parse_args()
    council = require_shared_reports()
    load_encoder().encode_questions(["预热"])
    with tempfile.TemporaryDirectory(prefix="govreport-one-more-") as temporary:
        index = Path(temporary) / "index"
        if options.index is not None:
            shutil.copytree(options.index, index)
        else:
            index_paths([unpack_local_reports(Path(temporary) / "reports")], index)
        files = sorted(council.glob("*.txt"))[-options.reports - 1 :]
        added = [_added(path, index) for path in files]
        found = {"first": added[0], "added": added[1:], "disk": _disk(index)}
    record("one_more_report", found)
    _write_table(found)


def _added(path: Path, index: Path) -> dict[str, Any]:
    began, before = time.perf_counter(), time.process_time()  # without its worker's
    outcome = index_paths([path], index)
    return {
        "added": len(outcome.added),
        "seconds": round(time.perf_counter() - began, 2),
        "processor_s": round(time.process_time() - before, 2),
    }


def _disk(index: Path) -> dict[str, Any]:
    """Return megabytes by part, and of the text that is indexed."""
    parts = dict.fromkeys(PARTS, 0)
    (snapshot,) = (index / "snapshots").iterdir()
    for path in filter(Path.is_file, snapshot.rglob("*")):
        part = next(part for part, words in PARTS.items() if any(w in path.name for w in words))
        parts[part] += path.stat().st_size
    text = sum(len(report.text.encode()) for report in open_index(index).reports.values())
    whole = sum(parts.values())
    return {
        "text_mb": round(text / 1e6, 1),
        "index_mb": round(whole / 1e6, 1),
        "times_the_text": round(whole / text, 1),
        "parts_mb": {part: round(size / 1e6, 1) for part, size in parts.items()},
    }


def _write_table(found: dict[str, Any]) -> None:
    disk, added = found["disk"], found["added"]
    seconds = sorted(one["seconds"] for one in added)
    processor = sorted(one["processor_s"] for one in added)
    lines = [
        "# One more report, and what is where on the disk",
        "",
        "`python -m benchmarks.indexing.one_more_report`; machine, commit and options in",
        f"`one_more_report.json`. The load average was {os.getloadavg()[0]:.1f} at the end; others",
        "stretch the time on the clock, and the processor time less.",
        "",
        "| one report added | median | least | most |",
        "|---|---:|---:|---:|",
        *(
            f"| {name} | {values[len(values) // 2]:.1f} | {values[0]:.1f} | {values[-1]:.1f} |"
            for name, values in (("on the clock, s", seconds), ("processor, s", processor))
        ),
        "",
        f"{disk['index_mb']:,.0f} MB on disk for {disk['text_mb']:,.0f} MB of text: "
        f"{disk['times_the_text']} times the text.",
        "",
        "| part | MB | share |",
        "|---|---:|---:|",
        *(
            f"| {part} | {size:,.0f} | {size / disk['index_mb']:.0%} |"
            for part, size in disk["parts_mb"].items()
            if size
        ),
    ]
    (RESULTS / "one_more_report.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

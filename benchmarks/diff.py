"""Reports read against each other: `python -m benchmarks.diff`.

Over the State Council reports and the local ones of the shared directory: the labelled pairs, how
long a diff, a term and a brief take, counts against a plain search, and the ten newest terms of
each State Council report since 2015, with the verdict of a reader
(`benchmarks/labels/new_terms.tsv`: year, term, yes or no).
"""

import argparse
import json
import tarfile
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.recording import (
    COUNCIL_REPORTS,
    RESULTS,
    ROOT,
    record,
    require_local_reports,
    require_shared_reports,
    shared_directory,
)
from embeddings.encoders.encoder import load_encoder
from embeddings.index.in_memory import MemoryIndex
from embeddings.parsing.reports import read_reports
from embeddings.records import Report
from qa.diff import ReportAnalysis
from qa.diff.words.corpus import folded_term

VERDICTS = ROOT / "benchmarks" / "labels" / "new_terms.tsv"
YEARS = (2015, 2016, 2017, 2018, 2019, 2021, 2022, 2023, 2024, 2025)
TERMS = ("创新", "低空经济", "新质生产力", "就业", "人工智能+")


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 3)


def local_reports(newest: int | None) -> list[Report]:
    """Return the local reports, or the newest ones of them."""
    found: list[Report] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        tarfile.open(require_local_reports()) as archive,
    ):
        archive.extractall(folder, filter="data")
        files = sorted(Path(folder).rglob("*.md"), key=lambda path: path.name, reverse=True)
        for path in files[:newest]:
            found += read_reports(path)
    return found


def verdicts() -> dict[tuple[int, str], bool]:
    """Return what a reader said of each term."""
    if not VERDICTS.exists():
        return {}
    rows = (line.split("\t") for line in VERDICTS.read_text(encoding="utf-8").splitlines())
    return {(int(year), term): verdict == "yes" for year, term, verdict in rows}


def main() -> None:
    """Measure and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--local", type=int, default=None, help="only the newest local reports")
    arguments = parser.parse_args()
    require_shared_reports()
    council = [
        report
        for path in sorted((shared_directory() / COUNCIL_REPORTS).glob("*.txt"))
        for report in read_reports(path)
    ]
    reports = council + local_reports(arguments.local)
    index = MemoryIndex(load_encoder())
    index.reports.update({report.report_id: report for report in reports})  # nobody searches
    analysis = ReportAnalysis(index)
    newest = max((r for r in council if r.year), key=lambda r: r.year or 0)
    before = analysis.earlier(newest)[0]
    times = {
        "diff": seconds(lambda: analysis.diff(before, newest)),
        "term_cold": seconds(lambda: analysis.term("创新")),
        "term_warm": max(seconds(lambda term=term: analysis.term(term)) for term in TERMS),
        "brief_cold": seconds(lambda: analysis.brief(newest)),
        "brief_warm": seconds(lambda: analysis.brief(newest)),
    }
    unequal = [
        (term, report.report_id)
        for term in TERMS
        for one in analysis.term(term).counts
        for report in (index.reports[one.report_id],)
        if one.count != folded_term(report.text).count(folded_term(term))
    ]
    right, asked = _new_terms(analysis, council, len(reports))
    model = json.loads((ROOT / "qa" / "data" / "models" / "alignment.json").read_text("utf-8"))
    record(
        "diff",
        {
            "reports": len(reports),
            "alignment": model["measured"],
            "seconds": times,
            "unequal_counts": len(unequal),
            "new_terms": {"judged": asked, "new": right},
        },
        seed=None,
    )


def _new_terms(analysis: ReportAnalysis, council: Sequence[Report], count: int) -> tuple[int, int]:
    """Write the table of new terms; return how many of the judged ones are new, and of how many."""
    judged, lines = verdicts(), []
    right = asked = 0
    for year in YEARS:
        report = next(r for r in council if r.year == year)
        for place, one in enumerate(analysis.new_terms(report, k=10), start=1):
            verdict = judged.get((year, one.term))
            asked += verdict is not None
            right += bool(verdict)
            said = {True: "yes", False: "no", None: ""}[verdict]
            cells = (year, place, one.term, one.count, f"{one.elsewhere}/{one.others}", said)
            lines.append("| " + " | ".join(map(str, cells)) + " |")
    head = "| year | place | term | here | other reports of the year | a new term? |\n"
    head += "|---:|---:|---|---:|---:|---|\n"
    (RESULTS / "new_terms.md").write_text(
        f"# New terms of the State Council's reports\n\nBy `python -m benchmarks.diff`, over "
        f"{count} reports; {right} of {asked} judged terms are new ones.\n\n{head}"
        + "\n".join(lines)
        + "\n",
        encoding="utf-8",
    )
    return right, asked


if __name__ == "__main__":
    main()

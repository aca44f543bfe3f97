"""Reports read against each other: `python -m benchmarks.diff [--index DIR]`.

Over the State Council reports and the local ones of the shared directory: the labelled pairs of
statements, the labelled changed figures, how long a diff, a term and a brief take, counts against a
plain search, and the ten newest terms of each State Council report since 2015, with the verdict of
a reader (`benchmarks/labels/new_terms.tsv`: year, term, yes or no).

`--index` names an index that already holds these reports, which otherwise takes minutes to make.
Times are the shortest of five in one process, elapsed and processor time; those called cold are the
first of theirs in it.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.changed_figures import measured
from benchmarks.recording import (
    RESULTS,
    ROOT,
    record,
    require_shared_reports,
    unpack_local_reports,
)
from benchmarks.statement_kinds import agreement, measured_kinds
from embeddings.indexing.update import index_paths
from embeddings.records import Report
from embeddings.text.gazetteer import NATION
from qa.diff.analysis import ReportAnalysis, analysis_of
from qa.diff.words.corpus import folded_term
from qa.retrieval.retriever import Retriever

VERDICTS = ROOT / "benchmarks" / "labels" / "new_terms.tsv"
BRIEFED = (
    "2025年国务院政府工作报告",
    "2024年贵州省政府工作报告",
)  # 17,000 and 22,000 characters
YEARS = (2015, 2016, 2017, 2018, 2019, 2021, 2022, 2023, 2024, 2025)
TERMS = ("创新", "低空经济", "新质生产力", "就业", "人工智能+")


def seconds(work: Callable[[], object], repeat: int = 5) -> dict[str, float]:
    """Return how long a piece of work takes, elapsed and processor time: the shortest of some."""
    elapsed, processor = [], []
    for _ in range(repeat):
        begun, used = time.perf_counter(), time.process_time()
        work()
        elapsed.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    return {"elapsed": round(min(elapsed), 3), "processor": round(min(processor), 3)}


def made_index(directory: Path) -> Path:
    """Return an index of the State Council's and the local reports, made in a directory."""
    local = unpack_local_reports(directory / "local")
    index_paths([require_shared_reports(), local], directory / "index")
    return directory / "index"


def verdicts() -> dict[tuple[int, str], bool]:
    """Return what a reader said of each term."""
    if not VERDICTS.exists():
        return {}
    rows = (line.split("\t") for line in VERDICTS.read_text(encoding="utf-8").splitlines())
    return {(int(year), term): verdict == "yes" for year, term, verdict in rows}


def main() -> None:
    """Measure and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=None, help="an index of all the reports")
    arguments = parser.parse_args()
    require_shared_reports()
    with tempfile.TemporaryDirectory() as folder:
        analysis = analysis_of(
            Retriever.open(arguments.index or made_index(Path(folder))).snapshot()
        )
        reports = analysis.reports
        council = [report for report in reports.values() if report.region == NATION]
        times = _times(analysis)
        unequal = [
            (term, one.report_id)
            for term in TERMS
            for one in analysis.term(term).counts
            if one.count != folded_term(reports[one.report_id].text).count(folded_term(term))
        ]
        right, asked = _new_terms(analysis, council, len(reports))
        model = json.loads((ROOT / "qa" / "data" / "models" / "alignment.json").read_text("utf-8"))
        record(
            "diff",
            {
                "reports": len(reports),
                "readers_of_statements": agreement(),
                "alignment": model["measured"],
                "statements": measured_kinds(analysis, reports.values()),
                "changed_figures": measured(analysis, reports.values()),
                "seconds": times,
                "unequal_counts": len(unequal),
                "new_terms": {"judged": asked, "new": right},
            },
            seed=None,
        )


def _times(analysis: ReportAnalysis) -> dict[str, object]:
    """Return how long a brief, a diff and a term take."""
    by_title = {report.title: report for report in analysis.reports.values()}
    times: dict[str, object] = {}
    for title in BRIEFED:
        report = by_title[title]
        before = analysis.earlier(report)[0]
        times[title] = {
            "brief_cold": seconds(lambda report=report: analysis.brief(report), repeat=1),
            "brief": seconds(lambda report=report: analysis.brief(report)),
            "diff": seconds(lambda old=before, new=report: analysis.diff(old, new)),
        }
    times["term_cold"] = seconds(lambda: analysis.term("创新"), repeat=1)
    times["terms"] = {term: seconds(lambda term=term: analysis.term(term)) for term in TERMS}
    return times


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

"""Whether stored text says what its source says, over the reports of provinces and cities.

`python -m benchmarks.reading.stored_text [FOLDER_OR_ARCHIVE]` reads every Markdown file in the
folder, or in the archive (`data/reports/local.tar.xz` of the shared directory by default), and
records: files, paragraphs, headings; titles, years and regions that a file's own name contradicts;
lines changed by each cleaning rule with twenty examples; paragraphs under 6 or over 1,300
characters; figures of the stored text that are not in the source, and the reverse. A figure that a
listed change explains (item 4 of a list read apart from its figure) is counted with its rule; the
rest is unexplained.
"""

import re
import resource
import sys
import tarfile
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.recording import RESULTS, record, require_local_reports
from embeddings.errors import ReadError
from embeddings.language.figures import find_figures
from embeddings.parsing.reports import read_reports
from embeddings.records import Change, Report
from embeddings.text.gazetteer import BUNDLED

EXAMPLES = 20  # of each rule
SHORT, LONG = 6, 1300  # characters of a paragraph
SHOWN = 30  # files named of each kind of difference
_NAME = re.compile("(?P<year>(?:19|20)\\d\\d)年(?P<place>.+?)(?:人民)?政府工作报告")
_FRONT_MATTER = re.compile("\\A---\\n.*?\\n(?:---|\\.\\.\\.)\\n", re.DOTALL)
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_MARKS = re.compile("\\*+|\\\\(?=\\W)|^#{1,6} |</?[a-z]+[^>]*>", re.MULTILINE)

Figures = Counter[tuple[str, str]]  # value and unit


@dataclass(slots=True)
class Tally:
    """What was counted so far."""

    counts: Counter[str] = field(default_factory=Counter)
    contradictions: list[list[str]] = field(default_factory=list)
    changes: defaultdict[str, list[tuple[str, Change]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    short: Counter[str] = field(default_factory=Counter)
    long: list[list[Any]] = field(default_factory=list)
    explained: Counter[str] = field(default_factory=Counter)  # rule → figures that it changed
    unexplained: list[dict[str, Any]] = field(default_factory=list)
    failed: list[list[str]] = field(default_factory=list)


def main() -> None:
    """Read the reports, compare, record."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else require_local_reports()
    if not given.exists():
        sys.exit(f"skipped: no {given}; name a folder of Markdown reports or the archive")
    tally = Tally()
    with _folder(given) as folder:
        files = sorted(folder.rglob("*.md"))
        started = time.process_time()
        read = [(path, _read(path, tally)) for path in files]
        seconds = time.process_time() - started
    for path, reports in read:
        for report in reports:
            _count(tally, path.stem, report)
    for path, reports in read:
        if reports:
            _compare(tally, path.stem, _SOURCES[path], reports)
    results = _results(tally, len(files), seconds)
    print(record("stored_text", results))
    table = RESULTS / "stored_text.md"
    table.write_text(_table(results), encoding="utf-8")
    print(table)


_SOURCES: dict[Path, str] = {}


def _read(path: Path, tally: Tally) -> Sequence[Report]:
    _SOURCES[path] = path.read_text(encoding="utf-8")
    try:
        return read_reports(path, metadata={})
    except ReadError as error:
        tally.failed.append([path.stem, str(error)])
        return ()


@contextmanager
def _folder(given: Path) -> Iterator[Path]:
    """Yield the folder with the files; an archive is unpacked for the time being."""
    if given.is_dir():
        yield given
        return
    with tempfile.TemporaryDirectory() as folder, tarfile.open(given) as archive:
        archive.extractall(folder, filter="data")
        yield Path(folder)


def _count(tally: Tally, stem: str, report: Report) -> None:
    tally.counts.update(reports=1, paragraphs=len(report.paragraphs), headings=len(report.sections))
    if match := _NAME.search(stem):
        place = BUNDLED.canonical(match["place"]) or match["place"]
        told = {"year": (str(report.year), match["year"]), "region": (str(report.region), place)}
        for name, (found, named) in told.items():
            if found != named:
                tally.contradictions.append([stem, name, found, report.origins.get(name, "")])
        if match["year"] not in report.title:
            tally.contradictions.append(
                [stem, "title", report.title, report.origins.get("title", "")]
            )
    for change in report.changes:
        tally.changes[change.rule].append((stem, change))
    for paragraph in report.paragraphs:
        text = report.text[paragraph.start : paragraph.end]
        if len(text) < SHORT:
            tally.short[text] += 1
        elif len(text) > LONG:
            tally.long.append([stem, len(text), text[:40]])


def _compare(tally: Tally, stem: str, source: str, reports: Sequence[Report]) -> None:
    """Compare the figures of a file with those of its reports, listed changes set aside."""
    body = _FRONT_MATTER.sub("", source, count=1)
    comments = _COMMENT.findall(body)
    before = _figures(_MARKS.sub("", _COMMENT.sub("", body)).splitlines())
    after = _figures(line for report in reports for line in report.text.splitlines())
    tally.counts["figures in sources"] += before.total()
    tally.counts["figures in comments"] += _figures(comments).total()
    expected = Counter(before)
    for report in reports:
        for change in _chains(report.changes):
            was = _figures(_MARKS.sub("", _COMMENT.sub("", change.before)).splitlines())
            becomes = _figures(change.after.splitlines())
            if was != becomes:
                tally.explained[change.rule] += max(
                    (was - becomes).total(), (becomes - was).total()
                )
                expected.subtract(was)
                expected.update(becomes)
    missing, made = +(expected - after), +(after - expected)
    expected_debts = {key: -count for key, count in expected.items() if count < 0}
    if missing or made or expected_debts:
        tally.unexplained.append({"file": stem, "missing": _shown(missing), "made": _shown(made)})


def _chains(changes: Iterable[Change]) -> list[Change]:
    """Return the changes of a line, one after the other, as one: from its source to its end."""
    chains: dict[int, Change] = {}
    whole: list[Change] = []
    for change in changes:
        last = chains.get(change.line)
        if last is not None and last.after.strip() == change.before.strip():
            rule = last.rule if last.rule == change.rule else f"{last.rule}, {change.rule}"
            chains[change.line] = Change(
                rule=rule, line=change.line, before=last.before, after=change.after
            )
        elif last is None:
            chains[change.line] = change
        else:
            whole.append(change)
    return [*chains.values(), *whole]


def _figures(lines: Iterable[str]) -> Figures:
    return Counter(
        (f"{figure.low:f}–{figure.high:f}", figure.unit)
        for line in lines
        for figure in find_figures(line)
    )


def _shown(figures: Figures) -> list[str]:
    return [f"{value} {unit} ×{count}" for (value, unit), count in figures.most_common(12)]


def _results(tally: Tally, files: int, seconds: float) -> dict[str, Any]:
    rules = {
        rule: {
            "lines": len(changes),
            "files": len({stem for stem, _ in changes}),
            "dropped_with_digits": sum(
                not change.after and any(map(str.isdigit, change.before)) for _, change in changes
            ),
            "figures_changed": tally.explained[rule],
            "examples": [_example(*each) for each in _sampled(changes)],
        }
        for rule, changes in sorted(tally.changes.items(), key=lambda item: -len(item[1]))
    }
    return {
        "files": files,
        "failed": tally.failed,
        **{name.replace(" ", "_"): count for name, count in sorted(tally.counts.items())},
        "contradictions": tally.contradictions,
        "rules": rules,
        "paragraphs_under_6": dict(tally.short.most_common(SHOWN)),
        "paragraphs_over_1300": tally.long,
        "figures_changed_by_listed_changes": dict(tally.explained.most_common()),
        "files_with_unexplained_figures": len(tally.unexplained),
        "unexplained": tally.unexplained[:SHOWN],
        "reading_seconds": round(seconds, 1),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _sampled(changes: Sequence[tuple[str, Change]]) -> Sequence[tuple[str, Change]]:
    step = max(1, len(changes) // EXAMPLES)
    return changes[::step][:EXAMPLES]


def _example(stem: str, change: Change) -> list[str]:
    """Return file, text before and after, cut around the place where they begin to differ."""
    before, after = change.before, change.after
    if not after:
        return [stem, before.strip()[:80], ""]
    pairs = enumerate(zip(before, after, strict=False))
    place = next((at for at, (one, other) in pairs if one != other), min(len(before), len(after)))
    return [stem, *(text[max(0, place - 15) : place + 20] for text in (before, after))]


def _table(results: Mapping[str, Any]) -> str:
    lines = [
        "# Stored text against its source",
        "",
        "`python -m benchmarks.reading.stored_text`; examples of each rule in `stored_text.json`.",
        "",
        f"{results['files']} files, {results['paragraphs']} paragraphs, {results['headings']} "
        f"headings; {results['figures_in_sources']} figures in the sources, "
        f"{results['files_with_unexplained_figures']} files with a figure that differs and that no "
        f"listed change explains; {len(results['contradictions'])} values that a file's name "
        f"contradicts; read in {results['reading_seconds']} s of one core.",
        "",
        "| rule | lines | files | dropped with digits | figures changed |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| `{rule}` | {row['lines']} | {row['files']} | {row['dropped_with_digits']} "
        f"| {row['figures_changed']} |"
        for rule, row in results["rules"].items()
    ]
    lines += ["", "| file | field | found | from |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in results["contradictions"]]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

"""Reconciliation of the reports in files with those indexed already.

Identity is by content. A report keeps its id: when its file changes, the report is updated. The
same text from another file is another source of the same report, and so is a near-duplicate with
the same figures; one with other figures is a version, which is another report. A report is removed
with its last source.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

from embeddings.indexing.distinct_titles import distinct_titles
from embeddings.messages import Message
from embeddings.parsing.duplicates import (
    NEAR,
    NearDuplicateIndex,
    overlap,
    sources_for,
)
from embeddings.parsing.versions import figure_differences, version_values
from embeddings.records import Report
from embeddings.text.sketches import Sketch, Sketches, paragraph_keys, report_sketch

__all__ = ["EDITED", "Reconciliation"]

EDITED = "edited"  # origin of a value that a person corrected; survives a new reading
_COMPARED = tuple(
    field.name for field in fields(Report) if field.name not in ("notices", "changes")
)
_ID_DIGITS = 12


class Reconciliation:
    """The resulting reports, and which of them are new, changed or removed."""

    def __init__(
        self,
        reports: Mapping[str, Report],
        now: str,
        *,
        spilled: Callable[[Report], Report],
        sketches: Callable[[], Sketches],
        replace_versions: bool = False,
    ) -> None:
        self._spilled = spilled  # returns a report with its text on disk
        self.reports: dict[str, Report] = dict(reports)
        self.added: dict[str, Report] = {}
        self.updated: dict[str, Report] = {}
        self.removed: dict[str, Report] = {}
        self.notices: list[Message] = []
        self.versions: dict[str, Message] = {}  # id of one added beside a version → notice
        self.detached: list[str] = []  # files to read again: their report is no longer theirs
        self._now = now
        self._replace_versions = replace_versions
        self._by_path: dict[str, set[str]] = defaultdict(set)
        for report in reports.values():
            for source in report.sources:
                self._by_path[source.path].add(report.report_id)
        self._stored, self._stored_ids = sketches, tuple(reports)
        self._read_sketches: Mapping[str, Sketch] = {}  # of the file that is taken up
        self._near_duplicates: NearDuplicateIndex | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file that some report was read from."""
        return tuple(path for path, report_ids in self._by_path.items() if report_ids)

    def of_path(self, path: str) -> list[Report]:
        """Return the reports that have `path` among their sources, in order of indexing."""
        report_ids = self._by_path.get(path, set())
        if len(report_ids) < 2:
            return [self.reports[key] for key in report_ids]
        return [self.reports[key] for key in self.reports if key in report_ids]

    def take(
        self, path: str, found: Sequence[Report], sketches: Mapping[str, Sketch] | None = None
    ) -> None:
        """Add the reports read from `path`, replacing those read from it before.

        `sketches` maps the hash of a report's text to its sketch; missing ones are computed.
        """
        self._read_sketches = sketches or {}
        earlier = self.of_path(path)
        for report, old in _paired(found, earlier):
            if old is not None:
                earlier.remove(old)
            if old is not None and self._renew(path, report, old):
                continue
            duplicate = self._find_duplicate(report, self.reports)
            differences = () if duplicate is None else figure_differences(duplicate, report)
            if duplicate is None:
                self._add(report)
            elif not differences:
                self._fold(report, duplicate)
            else:
                self._take_version(report, duplicate, differences)
        for old in earlier:
            self._drop_source(old, path)

    def settle_versions(self, path: str) -> None:
        """If versions are to be replaced: keep only the newest of those of `path`."""
        if not self._replace_versions:
            return
        for report in self.of_path(path):
            others = {key: each for key, each in self.reports.items() if key != report.report_id}
            duplicate = self._find_duplicate(report, others)
            if duplicate is None or not (differences := figure_differences(duplicate, report)):
                continue
            older, newer = sorted((duplicate, report), key=_written_at)
            self._remove(older)
            if older is not duplicate:
                differences = tuple((second, first) for first, second in differences)
            values = version_values(newer, older, differences)
            self.notices.append(Message("version_replaced", **values))

    def tell_apart(self) -> None:
        """Give reports with the same title distinct titles."""
        for report in distinct_titles(self.reports.values(), kept=EDITED):
            self._put(report)

    def drop(self, path: str) -> None:
        """Remove `path` as a source of any report."""
        for report in self.of_path(path):
            self._drop_source(report, path)

    def _add(self, report: Report) -> str:
        """Add a new report; return its id."""
        report_id = self._new_id(report)
        self._put(replace(report, report_id=report_id, added=self._now))
        return report_id

    def _take_version(
        self, report: Report, known: Report, differences: Sequence[tuple[str, str]]
    ) -> None:
        """Add a report that differs from `known` in figures: beside it, or in its place."""
        values = version_values(report, known, differences)
        if not self._replace_versions:
            self.versions[self._add(report)] = Message("version_kept", **values)
        elif _written_at(report) < _written_at(known):
            self.notices.append(Message("version_older", **values))
        else:
            edited = _edited(known)
            self._put(
                replace(
                    report,
                    report_id=known.report_id,
                    added=known.added,
                    origins={**report.origins, **edited},
                    **{name: getattr(known, name) for name in edited},
                )
            )
            self.notices.append(Message("version_replaced", **values))

    def _renew(self, path: str, report: Report, old: Report) -> bool:
        """Update `old` to the new text of `path`; False if that is another report."""
        others = [source for source in old.sources if source.path != path]
        alike = report.sha256 == old.sha256 or (
            overlap(paragraph_keys(report), paragraph_keys(old)) >= NEAR
            and not (others and figure_differences(old, report))
        )
        if others and old.sources[0].path != path:
            if not alike:
                self._drop_source(old, path)
                return False
            self._put(replace(old, sources=(*others, *sources_for(old.sha256, report))))
            return True
        if not alike:
            self.detached += [source.path for source in others]
            others = []
        if report.sha256 != old.sha256:  # page offsets of the other sources are of the old text
            others = [replace(source, page_starts=()) for source in others]
        merged = replace(
            report,
            report_id=old.report_id,
            added=old.added,
            sources=(*report.sources, *others),
            origins={**report.origins, **_edited(old)},
            **{name: getattr(old, name) for name in _edited(old)},
        )
        self._put(merged)
        return True

    def _fold(self, report: Report, known: Report) -> None:
        """Make the sources of `report` further sources of `known`."""
        moved = [
            source
            for source in known.sources
            if not Path(source.path).exists()
            and any(source.sha256 == fresh.sha256 for fresh in report.sources)
        ]
        kept = [source for source in known.sources if source not in moved]
        if not moved:
            names = tuple(source.name for source in report.sources)
            self.notices.append(Message("report_known", files=names, title=known.title))
        fresh = sources_for(known.sha256, report)
        self._put(
            replace(known, sources=tuple({(s.path, s.name): s for s in (*kept, *fresh)}.values()))
        )

    def _drop_source(self, report: Report, path: str) -> None:
        kept = tuple(source for source in report.sources if source.path != path)
        if kept:
            self._put(replace(report, sources=kept))
        else:
            self._remove(report)

    def _remove(self, report: Report) -> None:
        self._forget_paths(report)
        del self.reports[report.report_id]
        if self.added.pop(report.report_id, None) is None:
            self.updated.pop(report.report_id, None)
            self.removed[report.report_id] = report

    def _put(self, report: Report) -> None:
        """Store `report` under its id, and record it as new or changed."""
        report_id = report.report_id
        old = self.reports.get(report_id)
        if old is not None and _same(old, report):
            return
        report = self._spilled(report)
        if old is not None:
            self._forget_paths(old)
        for source in report.sources:
            self._by_path[source.path].add(report_id)
        self.reports[report_id] = report
        if self._near_duplicates is not None and (old is None or old.sha256 != report.sha256):
            self._near_duplicates.put(report_id, self._sketch_of(report))
        removed = self.removed.pop(report_id, None)
        if report_id in self.added or (old is None and removed is None):
            self.added[report_id] = report
        else:
            self.updated[report_id] = report

    def _forget_paths(self, report: Report) -> None:
        for source in report.sources:
            self._by_path[source.path].discard(report.report_id)

    def _find_duplicate(self, report: Report, among: Mapping[str, Report]) -> Report | None:
        if self._near_duplicates is None:
            self._near_duplicates = NearDuplicateIndex(self._stored_ids, self._stored()["bands"])
            for report_id, each in (self.added | self.updated).items():
                self._near_duplicates.put(report_id, report_sketch(each))
        found = self._near_duplicates.find(report, among, self._sketch_of(report))
        return None if found is None else among[found]

    def _sketch_of(self, report: Report) -> Sketch:
        known = self._read_sketches.get(report.sha256)
        return report_sketch(report) if known is None else known

    def _new_id(self, report: Report) -> str:
        """Return the first 12 digits of the text's hash, or later ones where those are taken.

        They are taken where a report was indexed with this text and has changed since.
        """
        for start in range(0, len(report.sha256) - _ID_DIGITS + 1):
            report_id = report.sha256[start : start + _ID_DIGITS]
            if report_id not in self.reports and report_id not in self.removed:
                return report_id
        raise ValueError(f"no id is free for a report with the hash {report.sha256}")


def _written_at(report: Report) -> float:
    """Return the modification time of a report's newest file; 0 if none is left."""
    times = [
        path.stat().st_mtime for source in report.sources if (path := Path(source.path)).exists()
    ]
    return max(times, default=0.0)


def _paired(
    found: Sequence[Report], earlier: Sequence[Report]
) -> list[tuple[Report, Report | None]]:
    """Return each report paired with its earlier reading from the same file."""
    free = list(earlier)
    pairs: dict[int, Report] = {}
    for place, report in enumerate(found):
        same = next((old for old in free if old.sha256 == report.sha256), None)
        same = same or next((old for old in free if old.title == report.title), None)
        if same is not None:
            pairs[place] = same
            free.remove(same)
    rest = [place for place in range(len(found)) if place not in pairs]
    if len(rest) == len(free):  # the same number: paired by order
        pairs |= dict(zip(rest, free, strict=True))
    return [(report, pairs.get(place)) for place, report in enumerate(found)]


def _same(one: Report, other: Report) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _COMPARED)


def _edited(report: Report) -> dict[str, str]:
    return {name: origin for name, origin in report.origins.items() if origin == EDITED}

"""Corrections of a report's metadata."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from embeddings.encoders.encoder import Encoder
from embeddings.errors import InputError
from embeddings.index.opening import open_index
from embeddings.indexing.reconciliation import EDITED
from embeddings.parsing.metadata.kinds import kind_named
from embeddings.records import Kind, Report
from embeddings.store.snapshots import (
    LOCK_SECONDS,
    write_lock,
)

__all__ = ["edit_report"]


def edit_report(
    directory: Path | str,
    report_id: str,
    edits: Mapping[str, str],
    *,
    encoder: Encoder | None = None,
    lock_seconds: float = LOCK_SECONDS,
) -> Report:
    """Correct a report's title, kind, year, region, issuer or date.

    The correction survives a new reading of the file. An empty value removes the field.

    Raises:
        InputError: for an unknown report, a field that cannot be edited or a malformed value.
        NoIndexError, IndexFormatError, IndexLockedError, IndexStateError: as for `index_paths`.
    """
    values = {name: _edited_value(name, value) for name, value in edits.items()}
    directory = Path(directory)
    with write_lock(directory, lock_seconds):
        index = open_index(directory, encoder=encoder)
        if report_id not in index.reports:
            raise InputError("report_not_indexed", ids=report_id, directory=directory)
        report = index.reports[report_id]
        origins = {**report.origins, **dict.fromkeys(values, EDITED)}
        edited = replace(report, **values, origins=origins)
        index.refresh_facts()
        index.add([edited])
        index.save(directory)
    return edited


def _edited_value(name: str, value: str) -> Any:
    if name == "title" and value.strip():
        return value.strip()
    if name == "kind":
        kind = kind_named(value)
        if kind is None:
            raise InputError("edit_kind", found=value, kinds=tuple(Kind))
        return kind
    if name in ("region", "issuer", "date"):
        return value.strip() or None
    if name in ("year", "current_year"):
        if value.strip().isdecimal() and 1900 <= int(value) <= 2100:
            return int(value)
        if not value.strip():
            return None
        raise InputError("edit_year", field=name, found=value)
    raise InputError("edit_field", field=name, found=value)

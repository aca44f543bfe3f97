"""Diagnostics of the installation, with remedies."""

import importlib
import os
import platform
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from embeddings.errors import GovreportError, NoIndexError
from ui.config import Places

__all__ = ["Health", "HealthFinding", "examine"]

NEEDED = (
    "numpy",
    "faiss",
    "onnxruntime",
    "tokenizers",
    "rjieba",
    "lxml",
    "gradio",
    "typer",
    "rich",
    "filelock",
    "platformdirs",
)
FORMATS = {
    "docx": "python-docx",
    "ofdkit": "ofdkit",
    "openpyxl": "openpyxl",
    "pypdfium2": "pypdfium2",
    "trafilatura": "trafilatura",
}
OPTIONAL = {
    "torch": "torch",
    "sentence_transformers": "sentence-transformers",
    "openai": "openai",
    "mcp": "mcp",
}
_ENOUGH_DISK = 1 << 30  # bytes: an index of 13,000 reports, twice while it is being replaced
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_CJK_FONTS = (
    "cjk",
    "wqy",
    "sourcehan",
    "source-han",
    "droidsansfallback",
    "uming",
    "ukai",
    "simsun",
)


class Health(StrEnum):
    """The state of a component."""

    GOOD = "good"
    NOTE = "note"  # works without it
    MISSING = "missing"  # something does not work


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthFinding:
    """One check; `found` and `remedy` are message keys, filled with `values`."""

    subject: str
    health: Health
    found: str
    remedy: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def examine(places: Places) -> list[HealthFinding]:
    """Return the results of all checks; nothing is changed or downloaded."""
    return [
        _python(),
        _project(),
        *_libraries(),
        _model(),
        _index(places.index),
        _disk(places.index),
        _fonts(),
        _language_model(),
    ]


def _python() -> HealthFinding:
    version = platform.python_version()
    good = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return HealthFinding(
        subject="python",
        health=Health.GOOD if good else Health.NOTE,
        found="doctor.python_is",
        remedy="" if good else "doctor.python_remedy",
        values={"version": version, "system": f"{platform.system()} {platform.machine()}"},
    )


def _project() -> HealthFinding:
    try:
        version = metadata.version("govreport-qa")
    except metadata.PackageNotFoundError:
        return HealthFinding(
            subject="project",
            health=Health.NOTE,
            found="doctor.not_installed",
            remedy="doctor.project_remedy",
        )
    place = Path(__file__).parents[1]
    return HealthFinding(
        subject="project",
        health=Health.GOOD,
        found="doctor.project_is",
        values={"version": version, "path": place},
    )


def _libraries() -> Iterator[HealthFinding]:
    missing = [name for name in NEEDED if find_spec(name) is None]
    yield HealthFinding(
        subject="libraries",
        health=Health.MISSING if missing else Health.GOOD,
        found="doctor.libraries_missing" if missing else "doctor.libraries_good",
        remedy="doctor.libraries_remedy" if missing else "",
        values={"names": "、".join(missing or NEEDED)},
    )
    unread = [name for module, name in FORMATS.items() if find_spec(module) is None]
    yield HealthFinding(
        subject="formats",
        health=Health.NOTE if unread else Health.GOOD,
        found="doctor.formats_missing" if unread else "doctor.formats_good",
        remedy="doctor.libraries_remedy" if unread else "",
        values={"names": "、".join(unread), "formats": "、".join(_endings())},
    )
    absent = [name for module, name in OPTIONAL.items() if find_spec(module) is None]
    yield HealthFinding(
        subject="optional",
        health=Health.NOTE if absent else Health.GOOD,
        found="doctor.optional_missing" if absent else "doctor.optional_good",
        values={"names": "、".join(absent or OPTIONAL.values())},
    )


def _endings() -> list[str]:
    """Return the endings of files that are read."""
    sources = importlib.import_module("embeddings.reading.sources")
    return sorted(ending.removeprefix(".") for ending in sources.FORMATS)


def _model() -> HealthFinding:
    encoder = importlib.import_module("embeddings.encoders.encoder")
    try:
        loaded = encoder.load_encoder()
    except GovreportError as err:
        return HealthFinding(
            subject="model",
            health=Health.MISSING,
            found="doctor.model_missing",
            remedy="doctor.libraries_remedy",
            values={"reason": err},
        )
    return HealthFinding(
        subject="model",
        health=Health.GOOD,
        found="doctor.model_is",
        values={
            "name": loaded.name,
            "revision": loaded.revision[:12],
            "dimension": loaded.dimension,
        },
    )


def _index(directory: Path) -> HealthFinding:
    storage = importlib.import_module("embeddings.index.opening")
    try:
        index = storage.open_index(directory)
    except NoIndexError:
        return HealthFinding(
            subject="index",
            health=Health.MISSING,
            found="doctor.index_none",
            remedy="doctor.index_remedy",
            values={"path": directory},
        )
    except GovreportError as err:
        return HealthFinding(
            subject="index",
            health=Health.MISSING,
            found="doctor.index_bad",
            remedy="doctor.index_rebuild",
            values={"path": directory, "reason": err},
        )
    years = sorted({r.year for r in index.reports.values() if r.year is not None})
    return HealthFinding(
        subject="index",
        health=Health.GOOD,
        found="doctor.index_is",
        values={
            "path": directory,
            "reports": len(index.reports),
            "years": f"{years[0]}–{years[-1]}" if years else "—",
        },
    )


def _disk(directory: Path) -> HealthFinding:
    place = directory
    while not place.exists() and place != place.parent:
        place = place.parent
    free = shutil.disk_usage(place).free
    writable = os.access(place, os.W_OK)
    if not writable:
        return HealthFinding(
            subject="disk",
            health=Health.NOTE,
            found="doctor.disk_read_only",
            remedy="doctor.disk_writable",
            values={"path": place},
        )
    return HealthFinding(
        subject="disk",
        health=Health.GOOD if free >= _ENOUGH_DISK else Health.NOTE,
        found="doctor.disk_is",
        remedy="" if free >= _ENOUGH_DISK else "doctor.disk_remedy",
        values={"free": f"{free / (1 << 30):.1f}", "path": place},
    )


def _fonts() -> HealthFinding:
    """Look for a Chinese font in Linux's folders; Windows and macOS include one."""
    if platform.system() != "Linux" or _has_chinese_font():
        return HealthFinding(subject="fonts", health=Health.GOOD, found="doctor.fonts_good")
    return HealthFinding(
        subject="fonts",
        health=Health.NOTE,
        found="doctor.fonts_none",
        remedy="doctor.fonts_remedy",
    )


def _has_chinese_font() -> bool:
    for folder in _FONT_FOLDERS:
        for path in Path(folder).expanduser().rglob("*.[ot]t[fc]"):
            if any(part in path.name.lower() for part in _CJK_FONTS):
                return True
    return False


def _language_model() -> HealthFinding:
    """Return whether a language model is configured, without calling it."""
    url = os.environ.get("GOVREPORT_LLM_BASE_URL", "")
    model = os.environ.get("GOVREPORT_LLM_MODEL", "")
    if bool(url) != bool(model):
        return HealthFinding(
            subject="language_model",
            health=Health.NOTE,
            found="doctor.llm_half",
            remedy="error.llm_half",
        )
    if not url:
        return HealthFinding(subject="language_model", health=Health.GOOD, found="doctor.llm_none")
    return HealthFinding(
        subject="language_model",
        health=Health.GOOD,
        found="doctor.llm_is",
        values={"model": model},
    )

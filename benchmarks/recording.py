"""A measured result as a file: what was run, on what, with which seed, and what came out.

Every benchmark program ends with `record(name, results, seed=...)`. The shared State Council
reports are not part of the project: `shared_reports()` finds them, `require_shared_reports()`
ends the program with the reason where they are absent; `unpack_local_reports()` writes those of
cities and provinces where a program wants them.
"""

import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from embeddings.training.sources import shared_directory

__all__ = [
    "COUNCIL_REPORTS",
    "RESULTS",
    "ROOT",
    "Machine",
    "absent_reason",
    "machine",
    "record",
    "require_local_reports",
    "require_shared_reports",
    "shared_reports",
    "unpack_local_reports",
    "user_environment",
]

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
COUNCIL_REPORTS = Path("data") / "reports" / "council"  # within the shared directory
LOCAL_REPORTS = Path("data") / "reports" / "local.tar.xz"  # of cities and provinces
LIBRARIES = (
    "numpy",
    "faiss-cpu",
    "bm25s",
    "rjieba",
    "model2vec",
    "ir_measures",
    "torch",
    "sentence-transformers",
    "gradio",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What a measurement ran on."""

    processor: str
    cores: int  # usable by this process
    memory_gib: float | None
    system: str
    python: str
    libraries: Mapping[str, str]  # distribution → version, of those installed


def shared_reports() -> Path | None:
    """Return the folder of the State Council reports, None where it is absent."""
    directory = shared_directory() / COUNCIL_REPORTS
    return directory if any(directory.glob("*.txt")) else None


def absent_reason() -> str:
    """Say why what needs the State Council reports is skipped, and what would change that."""
    return (
        f"no State Council reports in {COUNCIL_REPORTS} of the shared directory; "
        "set GOVREPORT_SHARED to the folder that holds them"
    )


def require_shared_reports() -> Path:
    """Return the folder of the State Council reports; end the program where it is absent."""
    directory = shared_reports()
    if directory is None:
        sys.exit(f"skipped: {absent_reason()}")
    return directory


def require_local_reports() -> Path:
    """Return the archive of the reports of cities and provinces; end the program without it."""
    archive = shared_directory() / LOCAL_REPORTS
    if not archive.is_file():
        sys.exit(f"skipped: no {LOCAL_REPORTS} in the shared directory; set GOVREPORT_SHARED to it")
    return archive


def unpack_local_reports(folder: Path, *, every: int = 1) -> Path:
    """Write the reports of cities and provinces into `folder`, every so many by name; return it.

    Ends the program where the archive is absent.
    """
    with tarfile.open(require_local_reports()) as archive:
        files = [one for one in archive if one.isfile()]
        chosen = set(sorted(one.name for one in files)[::every])
        # in the order of the archive: going back in it means to unpack it again
        archive.extractall(folder, [one for one in files if one.name in chosen], filter="data")
    return folder


def user_environment() -> dict[str, str]:
    """Return the environment for a timed process, in which Python keeps compiled modules.

    An installation has them; a machine where they are not to be written compiles all of ours at
    every start, half a second that no user waits for.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def machine() -> Machine:
    """Return what this process runs on."""
    return Machine(
        processor=_processor(),
        cores=_usable_cores(),
        memory_gib=_memory_gib(),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        libraries=_versions(LIBRARIES),
    )


def record(
    name: str,
    results: Mapping[str, Any],
    *,
    seed: int | None = None,
    directory: Path = RESULTS,
) -> Path:
    """Write `results` as `<directory>/<name>.json` with how they came about.

    Args:
        name: of the result, without suffix; a rerun replaces the file.
        results: JSON values only.
        seed: of every random choice, where there was one.
        directory: where the file goes.

    Returns:
        The file written.
    """
    commit, changed = _commit()
    entry = {
        "name": name,
        "command": _command(),
        "commit": commit,
        "uncommitted_changes": changed,
        "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "machine": asdict(machine()),
        "seed": seed,
        "results": results,
    }
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{name}.json"
    path.write_text(json.dumps(entry, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def _command() -> str:
    """Return the command as typed, with the program named as a module and no absolute path."""
    program = Path(sys.argv[0])
    arguments = map(_without_folder, sys.argv[1:])
    if program.suffix == ".py" and program.resolve().is_relative_to(ROOT):
        module = ".".join(program.resolve().relative_to(ROOT).with_suffix("").parts)
        return " ".join(["python -m", module, *arguments])
    return " ".join([program.name, *arguments])


def _without_folder(argument: str) -> str:
    """Return the argument; of an absolute path, also one behind `--option=`, the last part."""
    option, equals, value = argument.rpartition("=")
    return option + equals + Path(value).name if Path(value).is_absolute() else argument


def _commit() -> tuple[str | None, bool | None]:
    """Return the commit of the checkout and whether it had changes; None outside a checkout.

    What lies under `benchmarks/results/` is left out: a benchmark writes there itself.
    """
    try:
        commit = _git("rev-parse", "HEAD")
        changes = _git("status", "--porcelain", "--", ".", ":!benchmarks/results")
    except (OSError, subprocess.CalledProcessError):
        return None, None
    return commit, bool(changes)


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True, timeout=30
    )
    return done.stdout.strip()


def _usable_cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)  # absent on Windows and macOS
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory_gib() -> float | None:
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    return round(total / 2**30, 1)


def _versions(names: Sequence[str]) -> dict[str, str]:
    found = {}
    for name in names:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found

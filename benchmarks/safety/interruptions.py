"""Writers that are stopped half-way: `python -m benchmarks.safety.interruptions [--kills 200]`.

A writer process (index, forget, prune, merge) is killed at a random moment, every other one while
it writes; the index must then be what it was or what it was to become, sound and askable. On a disk
of its own (a tmpfs in a namespace of its own; Linux) every write of each in turn is the one for
which no page is left. A directory that may not be written, and one of another format version,
must stay as they are.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.recording import record
from benchmarks.safety.writers import (
    OPERATIONS,
    REFUSED,
    Operation,
    exit_status,
    finish,
    forked,
    id_of,
    prepare,
    started,
    state,
    until_writing,
)
from embeddings.encoders.encoder import load_encoder
from embeddings.errors import IndexFormatError, IndexStateError
from embeddings.index.catalogue import read_reports
from embeddings.index.verification import FindingKind, verify_index
from embeddings.indexing.forgetting import forget_reports
from embeddings.store.pointer import current_snapshot, switch_pointer

__all__ = ["full_disk", "kills", "refusals"]

KILLS = 200
SEED = 2_000
PAGE = 4_096  # bytes; a tmpfs gives space in pages


def _damaged(index: Path) -> bool:
    return any(one.kind is FindingKind.DAMAGED for one in verify_index(index))


def kills(folder: Path, count: int, seed: int = SEED) -> dict[str, Any]:
    """Return what `count` killed writers left, the operations by turns."""
    chance = Random(seed)
    sound = folder / "sound"
    sound.mkdir()
    load_encoder()  # once, for all that are forked
    forked(lambda: prepare(sound / "reports", sound / "index"))
    results: dict[str, dict[str, Any]] = {}
    for name, operation in OPERATIONS.items():
        whole, writing, after = _undisturbed(sound, folder / "whole", operation)
        told: dict[str, Any] = {
            "kills": 0,
            "old": 0,
            "new": 0,
            "neither": 0,
            "damaged": 0,
            "not_mended": [],
        }
        while told["kills"] < count // len(OPERATIONS):
            work = folder / "work"
            _copied(sound, work)
            child = started(lambda: operation(work / "reports", work / "index"))  # noqa: B023
            if told["kills"] % 2:
                time.sleep(chance.random() * whole)
            else:
                until_writing(child, work / "index")
                time.sleep(chance.random() * 1.3 * writing)
            os.kill(child, signal.SIGKILL)
            status = exit_status(child)
            if status != -signal.SIGKILL:
                continue
            told["kills"] += 1
            found = state(work / "index")
            kind = {state(sound / "index"): "old", after: "new"}.get(found, "neither")
            told[kind] += 1
            told["damaged"] += _damaged(work / "index")
            again = forked(lambda: finish(operation, work))  # noqa: B023
            findings = [str(finding) for finding in verify_index(work / "index")]
            if again or findings or state(work / "index") != after:
                told["not_mended"].append({"left": kind, "status": again, "findings": findings})
        results[name] = told
    return results


def _undisturbed(sound: Path, work: Path, operation: Operation) -> tuple[float, float, str]:
    """Return the seconds of the whole operation and of its writing, and the state afterwards."""
    _copied(sound, work)
    began = time.perf_counter()
    child = started(lambda: operation(work / "reports", work / "index"))
    until_writing(child, work / "index")
    wrote = time.perf_counter()
    if status := exit_status(child):
        raise RuntimeError(f"the undisturbed operation ended with status {status}")
    ended = time.perf_counter()
    return ended - began, ended - wrote, state(work / "index")


def _copied(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)


def full_disk(disk: Path, reports: Path) -> dict[str, dict[str, int]]:
    """Return what became of writers that find a page more each time, on the file system `disk`.

    The reports are in the folder `reports`, elsewhere.
    """
    sound = reports / "sound"
    sound.mkdir()
    prepare(sound / "reports", sound / "index")
    return {
        name: _on_a_full_disk(disk / "index", reports / name, sound, operation)
        for name, operation in OPERATIONS.items()
    }


def _on_a_full_disk(
    index: Path, reports: Path, sound: Path, operation: Operation
) -> dict[str, int]:
    told = {"writes_refused": 0, "snapshot_changed": 0, "damaged": 0, "left_behind": 0}
    _copied(sound / "index", index)
    _copied(sound / "reports", reports)
    filler = index.parent / "filler"
    while True:
        snapshot, before = current_snapshot(index), state(index)
        _fill(filler, index.parent, pages_left=told["writes_refused"] + 1)
        try:
            operation(reports, index)
        except IndexStateError as error:
            told["writes_refused"] += 1
            told["left_behind"] += error.code != "index_unwritable"
        else:
            return told
        finally:
            filler.unlink()
        told["snapshot_changed"] += current_snapshot(index) != snapshot
        told["snapshot_changed"] += state(index) != before
        told["damaged"] += _damaged(index)
        told["left_behind"] += bool(verify_index(index))


def _fill(filler: Path, disk: Path, pages_left: int) -> None:
    with filler.open("wb") as file:
        free = os.statvfs(disk)
        file.write(b"\0" * max(0, free.f_bavail * free.f_frsize - pages_left * PAGE))


def refusals(folder: Path) -> dict[str, Any]:
    """Return what is said of a directory that may not be written, and of another format."""
    forked(lambda: prepare(folder / "reports", folder / "index"))
    index, before = folder / "index", state(folder / "index")
    told: dict[str, Any] = {}
    for path in (index, index / "snapshots"):
        path.chmod(0o555)
    folder.chmod(0o755)
    identity = [os.setuid, 65534] if os.geteuid() == 0 else [int, 0]
    status = forked(
        lambda: (identity[0](identity[1]), forget_reports(index, [id_of(index, "2016")]))  # type: ignore[operator]
    )
    for path in (index, index / "snapshots"):
        path.chmod(0o755)
    told["read_only"] = {"refused": status == REFUSED, "unchanged": state(index) == before}
    manifest = index / "snapshots" / current_snapshot(index) / "manifest.json"
    value = json.loads(manifest.read_bytes())
    value["format"] += 1
    manifest.write_text(json.dumps(value), encoding="utf-8")
    switch_pointer(index, manifest.parent.name, sha256(manifest.read_bytes()).hexdigest())
    try:
        read_reports(index)
        told["other_format"] = "read"
    except IndexFormatError as error:
        told["other_format"] = error.code
    return told


def main() -> None:
    """Interrupt the writers and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--disk", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.disk:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", options.disk], check=True)
        with tempfile.TemporaryDirectory() as elsewhere:
            print(json.dumps(full_disk(options.disk, Path(elsewhere))))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in ("kills", "refusals", "disk"):
            (folder / name).mkdir()
        results = {
            "kills": kills(folder / "kills", options.kills),
            **refusals(folder / "refusals"),
            "full_disk": _on_a_small_disk(folder / "disk"),
        }
    print(record("interruptions", results, seed=SEED))
    print(json.dumps(results, ensure_ascii=False, indent=1))


def _on_a_small_disk(disk: Path) -> Any:
    command = ["unshare", "--map-root-user", "--mount", sys.executable, "-m"]
    try:
        ran = subprocess.run(
            [*command, "benchmarks.safety.interruptions", "--disk", str(disk)],
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return "skipped: no unshare on this system"
    return json.loads(ran.stdout) if ran.returncode == 0 else f"failed: {ran.stderr[-800:]}"


if __name__ == "__main__":
    main()

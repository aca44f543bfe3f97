"""Writers of a small index (index, forget, prune, merge), each in a process of its own."""

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from embeddings.errors import GovreportError
from embeddings.index.catalogue import read_reports
from embeddings.indexing.forgetting import forget_reports
from embeddings.indexing.update import index_paths

__all__ = [
    "OPERATIONS",
    "REFUSED",
    "Operation",
    "exit_status",
    "finish",
    "forked",
    "id_of",
    "prepare",
    "started",
    "state",
    "until_writing",
]

REFUSED, FAILED = 7, 8  # exit statuses of a writer
POLLED = 0.0005  # seconds between two looks whether a writer has come to writing
Operation = Callable[[Path, Path], object]  # reports, index


def _report(year: int) -> str:
    lines = [f"{year}年兰州市政府工作报告", "各位代表：", "一、过去一年工作回顾"]
    lines += [f"第{n}项工作完成投资{year + n}亿元，新建学校{n}所。" for n in range(1, 40)]
    return "\n".join(lines)


def prepare(reports: Path, index: Path) -> None:
    """Write two reports and index them."""
    reports.mkdir()
    for year in (2015, 2016):
        (reports / f"{year}.txt").write_text(_report(year), encoding="utf-8")
    index_paths([reports], index)


def _index(reports: Path, index: Path) -> object:
    (reports / "2017.txt").write_text(_report(2017), encoding="utf-8")
    return index_paths([reports], index)


def _forget(reports: Path, index: Path) -> object:
    return forget_reports(index, [id_of(index, "2016")])


def _prune(reports: Path, index: Path) -> object:
    (reports / "2016.txt").unlink(missing_ok=True)
    return index_paths([reports], index, prune=True)


def _merge(reports: Path, index: Path) -> object:
    shutil.copyfile(reports / "2016.txt", reports / "copy.txt")
    return index_paths([reports], index)


OPERATIONS: dict[str, Operation] = {
    "index": _index,
    "forget": _forget,
    "prune": _prune,
    "merge": _merge,
}


def id_of(index: Path, year: str) -> str:
    """Return the id of the report of a year."""
    return next(key for key, one in read_reports(index).items() if one.title.startswith(year))


def state(index: Path) -> str:
    """Return what the index holds: reports and the files they were read from."""
    return json.dumps(
        [
            (report.title, report.sha256, sorted(source.name for source in report.sources))
            for report in read_reports(index).values()
        ],
        ensure_ascii=False,
    )


def finish(operation: Operation, work: Path) -> None:
    """Run the operation again after its kill; what it had finished is nothing to do again."""
    titles = {report.title[:4] for report in read_reports(work / "index").values()}
    if operation is _forget and "2016" not in titles:
        index_paths([], work / "index")  # collects what the old snapshot left
        return
    operation(work / "reports", work / "index")


def forked(work: Callable[[], object]) -> int:
    """Run `work` in a process of its own; return its status."""
    return exit_status(started(work))


def started(work: Callable[[], object]) -> int:
    """Return the id of a process that runs `work`."""
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        except GovreportError:
            os._exit(REFUSED)
        except BaseException:  # noqa: BLE001 - told by the status
            os._exit(FAILED)
    return child


def exit_status(child: int) -> int:
    """Wait until a process has ended; return its status."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def until_writing(child: int, index: Path) -> None:
    """Wait until the process writes a snapshot, or has ended; it is not reaped."""
    while not any((index / "snapshots").glob(".new-*")):
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        time.sleep(POLLED)

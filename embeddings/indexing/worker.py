"""The worker process of an indexing run: reads files and segments reports, within limits.

    python -P -m embeddings.indexing.worker MEMORY

It announces its start on standard output, reads one request per line from standard input and
answers. To read a file: a line with the number of reports, their sketches and the gazetteer
look-ups, or the error, then three lines per report. To complete a shard whose reports are in a
folder: a line when its other files are written. Both sides use JSON, so that a compromised parser
can return only text and arrays of numbers. The system enforces its limits (Linux: memory and
processor time; macOS: processor time).
"""

import errno
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from embeddings.errors import FormatError, GovreportError, ReadError
from embeddings.index.stored.lines import head_line
from embeddings.index.stored.report import body_line
from embeddings.indexing.asked_names import AskedGazetteer
from embeddings.parsing.reports import read_reports
from embeddings.records import Report
from embeddings.text.gazetteer import BUNDLED, Gazetteer
from embeddings.text.sketches import report_sketch

__all__ = ["main"]


def main() -> None:
    """Read files until the standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)  # output of libraries is discarded
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl+C
    limit_memory(int(sys.argv[1]))
    answers.write(b"{}\n")  # it has started
    answers.flush()
    gazetteer = AskedGazetteer.of(BUNDLED)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        limit_processor_time(request["seconds"])
        if request["task"] == "shard":
            _answer_shard(request, answers)
            continue
        if request["gazetteer"] is not None:
            gazetteer = AskedGazetteer.of(stored_gazetteer(request["gazetteer"]))
        _answer_file(request, gazetteer, answers)


def _answer_shard(request: Mapping[str, Any], answers: IO[bytes]) -> None:
    # numpy, FAISS, scipy and the model: not needed to read files
    from embeddings.encoders.encoder import load_encoder  # noqa: PLC0415
    from embeddings.index.merging.shards import complete_shard  # noqa: PLC0415

    told: Mapping[str, Any] = {}
    try:
        complete_shard(Path(request["folder"]), load_encoder())
    except OSError as error:  # a full disk
        told = {"fault": "disk", "errno": error.errno or errno.EIO}
    except Exception as error:  # noqa: BLE001 - reported to the parent
        told = {"fault": f"{type(error).__name__}: {error}"}
    answers.write(json.dumps(told).encode() + b"\n")
    answers.flush()


def _answer_file(request: Mapping[str, Any], gazetteer: AskedGazetteer, answers: IO[bytes]) -> None:
    gazetteer.asked.clear()
    try:
        os.chdir(request["folder"])
        reports = read_reports(
            Path(request["path"]),
            encoding=request["encoding"],
            metadata=request["metadata"],
            gazetteer=gazetteer,
        )
        lines = [part for report in reports for part in _parts(report)]
        told: Mapping[str, Any] = {
            "reports": len(reports),
            "asked": sorted(gazetteer.asked),
            "sketches": [report_sketch(report).tolist() for report in reports],
        }
    except MemoryError:
        lines, told = [], {"fault": "memory"}
    except Exception as error:  # noqa: BLE001 - the next file is read all the same
        lines, told = [], {"fault": "error", **_error_fields(error, request["path"])}
    answers.writelines([json.dumps(told).encode() + b"\n", *lines])
    answers.flush()


def _parts(report: Report) -> Sequence[bytes]:
    changes = [asdict(change) for change in report.changes]
    return head_line(report), body_line(report), json.dumps(changes).encode() + b"\n"


def _error_fields(error: Exception, path: str) -> Mapping[str, Any]:
    if not isinstance(error, ReadError):
        code = "file_nested_too_deep" if isinstance(error, RecursionError) else "file_unparsable"
        reason = error.code if isinstance(error, GovreportError) else type(error).__name__
        error = FormatError(code, path=path, reason=reason)
    return {"kind": type(error).__name__, "message": error.message.fields()}


def stored_gazetteer(stored: Mapping[str, Any]) -> Gazetteer:
    """Return the gazetteer of a request."""
    values: dict[str, Any] = {
        name: set(value) if isinstance(value, list) else value for name, value in stored.items()
    }
    return Gazetteer(**values)


def limit_memory(size: int) -> None:
    """Limit this process to `size` bytes more than it has now, if the system supports it."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - absent on Windows

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + size
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (_at_most(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_processor_time(seconds: int) -> None:
    """Limit this process to `seconds` of processor time more than it has used so far."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - absent on Windows

    usage = resource.getrusage(resource.RUSAGE_SELF)
    most = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (_at_most(most, hard), hard))


def _at_most(wanted: int, hard: int) -> int:
    return wanted if hard < 0 else min(wanted, hard)  # -1: no limit


if __name__ == "__main__":
    main()

"""Every byte of an index may be damaged: `python -m benchmarks.safety.damage [--flips 2000]`.

A byte of one file after another is changed at random, and put back. `govreport verify` must find
each, and questions over the damaged index must end in an error that says so or in the answer that
the sound index gives. The index has three segments: the seed, and two short reports made of it,
each added to the index before. What the checks cost is measured over the State Council reports
where they are (GOVREPORT_SHARED), over the seed otherwise.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from benchmarks.recording import ROOT, record, shared_reports
from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.errors import GovreportError, IndexFormatError
from embeddings.index.opening import open_index
from embeddings.index.verification import FindingKind, verify_index
from embeddings.indexing.update import index_paths
from embeddings.store.checksums import check_files
from embeddings.store.snapshots import read_snapshot
from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever

__all__ = ["costs", "main", "measure", "write_segments"]

FLIPS = 2_000
SEED = 1_600
REPEATS = 15  # of each timing, in processor time of all threads; the median is told
QUESTIONS = (
    "2016年兰州市生产总值预计达到多少？",
    "2017年兰州物价最多允许涨多少？",
    "轨道交通1号线进展如何？",
    "2005年金城县建成水库多少座？",
    "2006年白塔县新增就业多少人？",
)
SHORT = (  # the first line of a report, paragraphs taken from the seed, its last paragraph
    ("2005年金城县政府工作报告", 12, "2005年全县建成水库17座。"),
    ("2006年白塔县政府工作报告", 1, "2006年全县新增就业1900人。"),
)


def write_segments(directory: Path, encoder: Encoder) -> None:
    """Index the seed, then each of `SHORT` as a segment of its own."""
    index_paths([ROOT / "seeds"], directory, encoder=encoder)
    (seed,) = open_index(directory, encoder=encoder).reports.values()
    texts = [seed.text[one.start : one.end] for one in seed.paragraphs]
    with tempfile.TemporaryDirectory() as folder:
        for title, count, last in SHORT:
            path = Path(folder) / f"{title}.txt"
            path.write_text("\n".join([title, *texts[40 : 40 + count], last]), encoding="utf-8")
            index_paths([path], directory, encoder=encoder)


def measure(directory: Path, encoder: Encoder, flips: int, seed: int = SEED) -> dict[str, Any]:
    """Return what `verify` and the questions made of each damaged byte of the index."""
    chance = Random(seed)
    right = _answers(directory, encoder)
    files = sorted(path for path in directory.rglob("*") if path.is_file() and path.stat().st_size)
    found, outcomes, missed = 0, Counter[str](), []
    for number in range(flips):
        path = files[number % len(files)]
        place, mask = chance.randrange(path.stat().st_size), chance.randrange(1, 256)
        sound = _change(path, place, mask)
        is_found, outcome = _is_found(directory), _outcome(directory, encoder, right)
        with path.open("r+b") as file:
            file.seek(place)
            file.write(sound)
        found += is_found
        outcomes[outcome] += 1
        if not is_found or outcome not in ("error", "right answers"):
            missed.append({"file": path.name, "byte": place, "mask": mask, "outcome": outcome})
    return {
        "segments": len(list(directory.glob("snapshots/*/s*/"))) + 1,
        "files": len(files),
        "flips": flips,
        "found_by_verify": found,
        "questions": dict(outcomes),
        "missed": missed,
        "sound_afterwards": not verify_index(directory),
    }


def costs(directory: Path, encoder: Encoder) -> dict[str, Any]:
    """Return the processor milliseconds of opening, of the checks in it, and of a question."""
    snapshot = read_snapshot(directory)
    size = sum(record.size for record in snapshot.manifest.files)
    checked = _milliseconds(lambda: check_files(snapshot))
    opened = _milliseconds(lambda: open_index(directory, encoder=encoder))
    assistant = Assistant(Retriever(open_index(directory, encoder=encoder)))
    asked = _milliseconds(lambda: assistant.ask(QUESTIONS[0]))
    return {
        "index_mb": round(size / 1e6, 1),
        "open_ms": round(opened, 1),
        "of_which_checks_ms": round(checked, 1),
        "question_ms": round(asked, 1),
    }


def _change(path: Path, place: int, mask: int) -> bytes:
    """Change one byte of a file in place; return what it was."""
    with path.open("r+b") as file:
        file.seek(place)
        sound = file.read(1)
        file.seek(place)
        file.write(bytes([sound[0] ^ mask]))
    return sound


def _is_found(directory: Path) -> bool:
    try:
        return any(one.kind is FindingKind.DAMAGED for one in verify_index(directory))
    except IndexFormatError:
        return True


def _outcome(directory: Path, encoder: Encoder, right: list[str]) -> str:
    try:
        return "right answers" if _answers(directory, encoder) == right else "wrong answers"
    except GovreportError as error:
        return "error" if isinstance(error, IndexFormatError) else f"error {error.code}"
    except Exception as error:  # noqa: BLE001 - what must not happen is what is counted
        return f"traceback: {type(error).__name__}"


def _answers(directory: Path, encoder: Encoder) -> list[str]:
    assistant = Assistant.open(directory, encoder=encoder)
    answers = [assistant.ask(question) for question in QUESTIONS]
    return [
        json.dumps(
            [answer.text, *answer.spans, *(citation.excerpt for citation in answer.citations)],
            ensure_ascii=False,
        )
        for answer in answers
    ]


def _milliseconds(run: Callable[[], object]) -> float:
    seconds = []
    for _ in range(REPEATS):
        began = time.process_time()
        run()
        seconds.append(time.process_time() - began)
    return 1000 * median(seconds)


def main() -> None:
    """Damage the seed's index byte by byte, measure the checks, and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=FLIPS)
    options = parser.parse_args()
    encoder = load_encoder()
    council = shared_reports()
    with tempfile.TemporaryDirectory() as folder:
        seed_index, large = Path(folder) / "seed", Path(folder) / "large"
        write_segments(seed_index, encoder)
        index_paths([council or ROOT / "seeds"], large, encoder=encoder)
        results = {
            "damage": measure(seed_index, encoder, options.flips),
            "cost": {
                "reports": "52 State Council reports" if council else "the seed",
                **costs(large, encoder),
            },
        }
    print(record("damage", results, seed=SEED))
    print(json.dumps(results, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()

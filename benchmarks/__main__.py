"""Every benchmark, one after the other, each in a process of its own: `python -m benchmarks`."""

import subprocess
import sys

from benchmarks.recording import ROOT

RUNS_ITSELF = 'if __name__ == "__main__":'  # what a program ends with, and a library does not


def programs() -> list[str]:
    """Return the names of the programs, in alphabetical order."""
    folder = ROOT / "benchmarks"
    return sorted(
        ".".join(path.relative_to(folder).with_suffix("").parts)
        for path in folder.rglob("[!_]*.py")
        if RUNS_ITSELF in path.read_text(encoding="utf-8")
    )


def main() -> None:
    """Run them all; the exit status says whether each ended well."""
    failed = []
    for name in programs():
        print(f"== benchmarks.{name}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=ROOT, check=False)
        if done.returncode:
            failed.append(name)
    if failed:
        sys.exit(f"ended with an error or skipped: {', '.join(failed)}")


if __name__ == "__main__":
    main()

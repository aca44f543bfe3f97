"""Every benchmark, one after the other, each in a process of its own: `python -m benchmarks`."""

import subprocess
import sys

from benchmarks.recording import ROOT

LIBRARY = {"__init__", "__main__", "recording"}  # modules that measure nothing


def programs() -> list[str]:
    """Return the names of the programs, in alphabetical order."""
    return sorted(p.stem for p in (ROOT / "benchmarks").glob("*.py") if p.stem not in LIBRARY)


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

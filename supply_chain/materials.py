"""What a release is made of, as CycloneDX: `python -m supply_chain.materials FILE.cdx.json`.

The components are the pins of `requirements.lock` with the SHA-256 of their files, as cyclonedx-bom
reads them, and the models and tables of the wheel with their licences.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from supply_chain.bundled import Bundled, read_bundled

__all__ = ["main", "materials"]

_ROOT = Path(__file__).parents[1]
_MODELS = ("model", "models", "sentence_model")  # folders that hold weights


def materials(lock: Path, project: Path, bundled: Sequence[Bundled]) -> dict[str, Any]:
    """Return the bill of materials of `project` (a `pyproject.toml`) with the pins of `lock`.

    Raises:
        subprocess.CalledProcessError: cyclonedx-bom cannot read one of the files.
    """
    command = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", str(lock)]
    options = ["--pyproject", str(project), "--mc-type", "application", "--output-reproducible"]
    ran = subprocess.run(  # noqa: S603 - arguments of our own
        [*command, *options, "--of", "JSON"], check=True, capture_output=True, encoding="utf-8"
    )
    bill: dict[str, Any] = json.loads(ran.stdout)
    for component in bill["components"]:
        component.pop("description", None)  # the line of the lock, all its hashes over again
    bill["components"] += map(_component, bundled)
    return bill


def _component(part: Bundled) -> dict[str, Any]:
    is_model = Path(part.path).name in _MODELS
    return {
        "bom-ref": f"bundled:{part.path}",
        "type": "machine-learning-model" if is_model else "data",
        "name": part.path,
        "description": f"{part.content}; {part.source}",
        "licenses": [{"expression": part.licence}],
    }


def main() -> None:
    """Write the bill of materials of this checkout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    output: Path = parser.parse_args().output
    bill = materials(_ROOT / "requirements.lock", _ROOT / "pyproject.toml", read_bundled())
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{output}: {len(bill['components'])} components\n")


if __name__ == "__main__":
    main()

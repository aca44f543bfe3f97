"""What the tests of encoders share."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from embeddings.encoders.onnx import SENTENCE_MODEL

HEAVY = ["torch", "sentence_transformers", "transformers"]


@pytest.fixture
def heavy_modules() -> Callable[[str], list[str]]:
    """Return a function: a program → which of torch and its kin a process of its own loads."""

    def loaded(program: str) -> list[str]:
        tell = f"import json, sys; print(json.dumps([m for m in {HEAVY} if m in sys.modules]))"
        done = subprocess.run(
            [sys.executable, "-c", f"{program}\n{tell}"],
            capture_output=True,
            text=True,
            check=True,
            cwd=SENTENCE_MODEL.parents[2],
        )
        found: list[str] = json.loads(done.stdout)
        return found

    return loaded

import os
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the seed report."""
    return SEEDS


@pytest.fixture(scope="session")
def seed_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the seed, built once per test session: read it, never write it."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # the workers of one session share it
    directory = base / "seed-index"
    from embeddings.building import index_paths

    with FileLock(base / "seed-index.lock"):
        if not directory.exists():
            index_paths([SEEDS], directory)
    return directory


@pytest.fixture(autouse=True)
def no_user_places(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory):
    """Keep the tests away from the index, feedback and key of whoever runs them."""
    monkeypatch.setenv("GOVREPORT_DATA", str(tmp_path_factory.getbasetemp() / "user-data"))
    for name in ("GOVREPORT_INDEX", "GOVREPORT_LANGUAGE", "GOVREPORT_ENCODER"):
        monkeypatch.delenv(name, raising=False)
    for name in ("BASE_URL", "MODEL", "API_KEY"):
        monkeypatch.delenv(f"GOVREPORT_LLM_{name}", raising=False)


@pytest.fixture
def govreport(seed_index, monkeypatch, capsys):
    """Run one command line over the seed's index; return (status, stdout, stderr)."""
    from ui.cli import run

    monkeypatch.setenv("GOVREPORT_INDEX", str(seed_index))

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return command

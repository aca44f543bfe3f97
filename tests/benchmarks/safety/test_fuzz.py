"""The fuzz targets: sound examples are read, damaged ones refused, and a fall is noticed."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress

import pytest

from benchmarks.recording import ROOT
from benchmarks.safety import fuzz
from benchmarks.safety.page_targets import Refused
from embeddings.errors import GovreportError

needs_atheris = pytest.mark.skipif(bool(fuzz.absent_reason()), reason=fuzz.absent_reason())


@pytest.fixture(autouse=True, scope="module")
def _folders(tmp_path_factory):
    """Have the folders of the targets among those of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("targets")))
        yield


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_targets_read_their_sound_examples_and_stand_damaged_ones(name):
    target, seeds = fuzz.TARGETS[name]()
    assert seeds
    for seed in seeds[:8]:
        with suppress(Refused):  # an address that asks opens no report
            target(seed)
        for damaged in (seed[:-7], seed[: len(seed) // 2] + b"\xff\x00" + seed[len(seed) // 2 :]):
            with suppress(GovreportError, Refused):
                target(damaged)


@pytest.mark.slow
@needs_atheris
@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_fuzz_of_twenty_five_thousand_cases_ends_in_results_or_our_errors(name):
    told = fuzz.fuzz(name, 25_000)
    assert told["cases"] >= 25_000
    assert told["results"] > 0
    assert told["refused"] > 0
    assert told["slowest_seconds"] < fuzz.SLOWEST
    assert told["peak_mb"] < fuzz.MEMORY


@pytest.mark.slow
@needs_atheris
def test_fuzz_tells_where_a_target_fell():
    with pytest.raises(RuntimeError, match="nothing fell after 0 cases"):
        fuzz.fuzz("nothing", 10)


@pytest.mark.slow
@needs_atheris
def test_fuzz_that_is_ended_leaves_no_folder(tmp_path):
    command = [sys.executable, "-m", "benchmarks.safety.fuzz", "address", "--cases", "1000000000"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
    while not list(tmp_path.glob("*/*/index")):
        assert process.poll() is None
        time.sleep(0.1)
    process.terminate()
    assert b"ended" in process.communicate(timeout=60)[1]
    assert not list(tmp_path.iterdir())

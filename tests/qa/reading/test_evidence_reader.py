"""The windows of the evidence in their new order, and who goes without."""

import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from embeddings.errors import EncoderError
from qa.answer.extractive import Answerer
from qa.reading import evidence_reader
from qa.reading.evidence_reader import (
    EvidenceReader,
    load_evidence_reader,
    load_joint_reader,
    preload_reader,
    read_table,
    reads_evidence,
)
from qa.reading.features import CHOICE_FEATURES, READING_FEATURES
from qa.retrieval.retriever import Retriever

QUESTION = "兰州中心城区规划面积扩大到多少平方公里？"


@pytest.fixture(scope="module")
def retriever(seed_index):
    return Retriever.open(seed_index)


@pytest.fixture(scope="module")
def evidence(retriever):
    return Answerer(retriever.index.encoder).evidence(retriever.retrieve(QUESTION))


def test_reading_orders_the_windows_and_loses_none(retriever, evidence):
    read = load_evidence_reader().read(evidence, QUESTION, retriever.index.reports)
    assert len(read.reading) == len(READING_FEATURES)
    before = dict(zip(evidence.windows, evidence.probabilities, strict=True))
    assert dict(zip(read.windows, read.probabilities, strict=True)) == before
    rows = {
        window: row.tolist()
        for window, row in zip(evidence.windows, evidence.features, strict=True)
    }
    assert all(
        rows[window] == row.tolist()
        for window, row in zip(read.windows, read.features, strict=True)
    )


def test_reading_that_was_begun_ends_as_reading_does(retriever, evidence):
    reader, reports = load_evidence_reader(), retriever.index.reports
    asked = (QUESTION, "2017年居民收入增长多少？")
    begun = [reader.begin(evidence, question, reports) for question in asked]
    for question, ended in zip(asked, begun, strict=True):
        found, read = ended(), reader.read(evidence, question, reports)
        assert (found.windows, found.reading) == (read.windows, read.reading)


def test_weights_over_the_window_model_alone_leave_the_order(retriever, evidence):
    weights = [float(name == "window") for name in CHOICE_FEATURES]
    reader = EvidenceReader(load_evidence_reader()._reader, weights)
    read = reader.read(evidence, QUESTION, retriever.index.reports)
    assert list(read.probabilities) == sorted(evidence.probabilities, reverse=True)


def test_no_evidence_is_read_as_none(retriever, evidence):
    none = replace(evidence, table=None, windows=(), probabilities=())
    assert load_evidence_reader().read(none, QUESTION, retriever.index.reports) is none


def test_fitted_weights_are_of_the_features_computed():
    assert read_table()["choice"]["signals"] == list(CHOICE_FEATURES)


def test_fast_goes_without_the_reader():
    assert not reads_evidence("fast")
    assert reads_evidence(None)
    assert reads_evidence("quality")


def test_without_reading_onnxruntime_is_not_even_imported(seed_index):
    program = (
        "import sys; from qa.assistant import Assistant; "
        f"answer = Assistant.open({str(seed_index)!r}, reading=False).ask({QUESTION!r}); "
        "print(answer.text); print('onnxruntime' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    text, loaded = done.stdout.strip().splitlines()
    assert "741平方公里" in text
    assert loaded == "False"


def test_a_reader_that_cannot_be_loaded_is_told_when_it_reads_not_before(monkeypatch):
    told = []

    def damaged():
        raise EncoderError("model_unreadable", path="reader.onnx", reason="damaged")

    monkeypatch.setattr(evidence_reader, "_joint_reader", damaged)
    monkeypatch.setattr(threading, "excepthook", told.append)
    preload_reader()
    for thread in threading.enumerate():
        if thread.name == "joint-reader-loading":
            thread.join()
    assert not told
    with pytest.raises(EncoderError, match="damaged"):
        load_joint_reader()


def test_process_may_end_while_the_reader_is_loaded():
    # onnxruntime aborts a process that ends while it makes its threads
    program = (
        "import onnxruntime\n"
        "from qa.reading.evidence_reader import preload_reader\n"
        "preload_reader()\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")

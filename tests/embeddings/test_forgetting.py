"""Forgetting real reports: every sentence is in the directory before, and none after."""

import os
from pathlib import Path

import pytest

from embeddings.index.opening import open_index
from embeddings.index.verification import verify_index
from embeddings.indexing.forgetting import forget_reports
from embeddings.indexing.update import index_paths
from embeddings.text.sentences import sentence_spans

ROOT = Path(__file__).parents[2]
COUNCIL = Path(os.environ.get("GOVREPORT_SHARED", ROOT.parent / "shared")) / "data/reports/council"
needs_council = pytest.mark.skipif(
    not COUNCIL.is_dir(), reason="no State Council reports; set GOVREPORT_SHARED to where they are"
)


def sentences_of(report):
    return {
        report.text[paragraph.start + start : paragraph.start + end]
        for paragraph in report.paragraphs
        for start, end in sentence_spans(report.text[paragraph.start : paragraph.end])
    }


def unescaped(content):
    """Return stored bytes with JSON escapes undone."""
    return content.replace(b'\\"', b'"').replace(b"\\n", b"\n").replace(b"\\t", b"\t")


def forget_one_of(paths, directory, stored_bytes):
    index_paths(paths, directory)
    index = open_index(directory)
    forgotten, *others = index.reports.values()
    own = sentences_of(forgotten)
    kept = "\0".join(other.text for other in others)
    only = {sentence for sentence in own if sentence not in kept}
    assert len(only) > 50
    before = unescaped(stored_bytes(directory))
    assert [sentence for sentence in own if sentence.encode() not in before] == []
    vocabulary = set(index.state.vocabulary.terms())
    dense = index.state.sentences.dense
    vectors = dense.codes(slice(None), dense.ranges)
    count = int((index.state.table.paragraphs["report"] == 0).sum())
    rows = index.state.table.sentences["paragraph"] < count
    gone = {vector.tobytes() for vector in vectors[rows]} - {
        vector.tobytes() for vector in vectors[~rows]
    }
    outcome = forget_reports(directory, [forgotten.report_id])
    after = unescaped(stored_bytes(directory))
    assert [sentence for sentence in only if sentence.encode() in after] == []
    assert [vector for vector in gone if vector in after] == []
    assert forgotten.report_id.encode() not in after
    left = open_index(directory)
    assert list(left.reports) == [other.report_id for other in others]
    assert len(vocabulary) - len(left.state.vocabulary) == outcome.terms > 0
    assert verify_index(directory) == []
    return index_paths(paths, directory)  # as if it had never been there


@needs_council
def test_forgotten_report_leaves_no_sentence_that_no_other_report_has(tmp_path, stored_bytes):
    paths = sorted(COUNCIL.glob("19[67]*.txt"))[:3]
    outcome = forget_one_of(paths, tmp_path / "index", stored_bytes)
    assert len(outcome.added) == 1


@pytest.mark.slow
@needs_council
def test_forgotten_among_all_leaves_no_sentence_that_no_other_report_has(tmp_path, stored_bytes):
    outcome = forget_one_of([COUNCIL], tmp_path / "index", stored_bytes)
    assert len(outcome.added) == 1

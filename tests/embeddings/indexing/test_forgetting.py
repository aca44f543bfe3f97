"""Of a report that is forgotten, nothing is left in any file of the index."""

import pytest

from embeddings.errors import InputError
from embeddings.index.opening import open_index
from embeddings.indexing.forgetting import forget_reports
from embeddings.indexing.update import index_paths
from embeddings.store.snapshots import current_snapshot
from embeddings.text.sentences import sentence_spans


def test_forget_dry_run_counts_and_leaves_the_index_alone(folder, directory, encoder):
    report = index_paths([folder], directory, encoder=encoder).added[0]
    snapshot = current_snapshot(directory)
    outcome = forget_reports(directory, [report.report_id], dry_run=True)
    assert [gone.report_id for gone in outcome.reports] == [report.report_id]
    assert outcome.paragraphs == len(report.paragraphs)
    assert outcome.sentences >= outcome.paragraphs
    assert outcome.terms > 0
    assert current_snapshot(directory) == snapshot


def sentences_of(report):
    """Return the report's sentences, without those of a few characters that any report has."""
    return {
        report.text[paragraph.start : paragraph.end][start:end]
        for paragraph in report.paragraphs
        for start, end in sentence_spans(report.text[paragraph.start : paragraph.end])
    }


def test_forget_leaves_no_trace_of_the_report(folder, directory, encoder, stored_bytes):
    report, other = index_paths([folder], directory, encoder=encoder).added
    own = sentences_of(report) - sentences_of(other)
    assert len(own) > 3
    before = stored_bytes(directory)
    assert [sentence for sentence in own if sentence.encode() not in before] == []
    dense = open_index(directory, encoder=encoder).state.sentences.dense
    vectors = dense.codes(slice(None), dense.ranges)
    gone = [vector.tobytes() for vector in vectors[: len(sentences_of(report))]]
    assert all(vector in before for vector in gone)
    forget_reports(directory, [report.report_id])
    after = stored_bytes(directory)
    assert [sentence for sentence in own if sentence.encode() in after] == []
    assert [vector for vector in gone if vector in after] == []
    assert report.report_id.encode() not in after
    index = open_index(directory, encoder=encoder)
    assert list(index.reports) == [other.report_id]
    assert "2015年" not in "".join(index.state.vocabulary.terms())
    assert len(list((directory / "snapshots").iterdir())) == 1


def test_forget_of_an_unknown_report_is_an_error(folder, directory, encoder):
    index_paths([folder], directory, encoder=encoder)
    with pytest.raises(InputError, match="no such report"):
        forget_reports(directory, ["ffffffffffff"])

"""Every citation given for the dev sets stands in the stored text and in the source file."""

import os
from pathlib import Path

import pytest

from embeddings.indexing.update import index_paths
from embeddings.parsing.reports import read_reports
from qa.answer.verification import check
from qa.assistant import Assistant
from qa.evaluation.matching.normalisation import compact
from qa.evaluation.testsets.jsonl import read_test_set
from qa.retrieval.retriever import Retriever

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("GOVREPORT_SHARED", ROOT.parent / "shared"))
COUNCIL = SHARED / "data" / "reports" / "council"


def _source_after_listed_changes(path: Path) -> str:
    """Return the file's text with the changes that cleaning lists applied, white space aside.

    Each is made in its own line: a line that is 「、」 and nothing else is dropped there alone.
    """
    lines = path.read_text("utf-8").splitlines()
    for report in read_reports(path):
        for change in report.changes:
            place = change.line - 1
            lines[place] = lines[place].replace(change.before, change.after)
    return compact("".join(lines))


def _assert_cited_truly(index: Path, sources: Path, questions: Path) -> int:
    # Everything is answered, so that citations are seen that a refusal would have hidden.
    assistant = Assistant(Retriever.open(index), threshold=0.0)
    texts = {path.name: _source_after_listed_changes(path) for path in sources.glob("*.txt")}
    seen = 0
    for question in read_test_set(questions).questions:
        answer = assistant.ask(question.question, history=question.history)
        assert check(answer, assistant.retriever.index) == ()
        for citation in answer.citations:
            report = assistant.reports[citation.report_id]
            assert report.text[citation.start : citation.end] == citation.excerpt
            assert compact(citation.excerpt) in texts[citation.file]
            seen += 1
    return seen


@pytest.mark.slow
def test_citations_of_the_lanzhou_dev_set_stand_in_the_source(seed_index, seeds):
    seen = _assert_cited_truly(seed_index, seeds, ROOT / "tests/data/lanzhou_dev.jsonl")
    assert seen >= 70


@pytest.mark.slow
@pytest.mark.skipif(
    not COUNCIL.is_dir(), reason=f"no State Council reports in {COUNCIL.parts[-3:]}"
)
def test_citations_of_the_council_dev_set_stand_in_the_source(tmp_path):
    index_paths([COUNCIL], tmp_path / "index")
    seen = _assert_cited_truly(tmp_path / "index", COUNCIL, ROOT / "tests/data/council_dev.jsonl")
    assert seen >= 120

"""The code of `docs/integrations.md` runs, each block with the library that it needs."""

import os
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[3] / "docs" / "integrations.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```$", DOCS.read_text(encoding="utf-8"), re.M | re.S)
SNIPPETS = [block for block in BLOCKS if "qa.integrations." in block]  # the others need a server
LIBRARIES = {
    "langchain": "langchain_core",
    "llama_index": "llama_index.core",
    "haystack": "haystack",
}

os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")  # read when haystack is imported


def name_of(snippet):
    return re.search(r"qa\.integrations\.(\w+)", snippet)[1]


def test_every_library_has_a_snippet():
    assert [name_of(snippet) for snippet in SNIPPETS] == list(LIBRARIES)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=name_of)
def test_documented_snippet_finds_the_paragraph(
    snippet, seed_index, lanzhou, tmp_path, monkeypatch, capsys
):
    pytest.importorskip(LIBRARIES[name_of(snippet)], reason="its extra is not installed")
    (tmp_path / "index").symlink_to(seed_index)
    monkeypatch.chdir(tmp_path)
    exec(compile(snippet, str(DOCS), "exec"), {"__name__": "snippet"})
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert lines[0].startswith(f"{lanzhou.report_id}:9 ")

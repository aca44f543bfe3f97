import json
import subprocess
import sys
from pathlib import Path

import pytest

from ui.page.gradio_loading import load_gradio

ROOT = Path(__file__).parents[3]
SCRIPT = """
import json, sys
stubs = []
sys.addaudithook(lambda event, args: stubs.append(str(args[0]))
                 if event == "open" and str(args[0]).endswith(".pyi") else None)
from ui.page import build_page
from ui.page.index_handle import IndexHandle
from ui.page.options import ANSWERS_AT_ONCE, PageOptions
from ui.page.programs.workers import CallWorkers
from ui.config import find_places
from pathlib import Path
index = Path(sys.argv[1])
handle = IndexHandle(index)
handle.assistant()
options = PageOptions(places=find_places(index))
build_page(handle, options, CallWorkers(ANSWERS_AT_ONCE), mcp="mcp" in sys.argv)
import gradio
with gradio.utils.MatplotlibBackendMananger():  # as gradio does at each event
    pass
roots = {name.split(".")[0] for name in sys.modules}
print(json.dumps({"roots": sorted(roots), "stubs": stubs}))
"""
NEVER = {
    *("torch", "sentence_transformers", "transformers", "sklearn", "scipy", "matplotlib"),
    *("docx", "trafilatura", "openai", "openpyxl", "lightgbm", "ir_measures"),
}


def started(index, *arguments):
    """Return what a process that builds the page over an index has imported, and stubs opened."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(index), *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return json.loads(done.stdout)


def test_the_page_is_built_without_what_it_never_uses(seed_index):
    process = started(seed_index)
    assert "gradio" in process["roots"]
    assert not {*NEVER, "mcp", "rfc3987_syntax"} & set(process["roots"])
    assert process["stubs"] == []  # gradio writes none into its own files


def test_what_serves_tools_is_imported_where_they_are_served(seed_index):
    pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
    assert "mcp" in started(seed_index, "mcp")["roots"]


def test_loading_leaves_the_way_python_imports_as_it_was():
    before = list(sys.meta_path)
    load_gradio()
    assert sys.meta_path == before
    assert sys.modules["gradio"].Blocks
    assert None not in (sys.modules.get(name, 0) for name in ("mcp", "rfc3987_syntax"))

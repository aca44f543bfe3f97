import base64
import io
import json
from types import SimpleNamespace

import pytest
from docx import Document

from ui.conversations.conversation import new_conversation
from ui.page.handlers.exports import ExportHandlers, read_pictures
from ui.page.index_handle import IndexHandle
from ui.page.session import Session

# one black pixel
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def test_pictures_that_a_browser_brings_are_png_files_of_bounded_size():
    good = base64.b64encode(PNG).decode()
    brought = {
        "1": good,
        "2": base64.b64encode(b"GIF89a").decode(),
        "3": "no base64",
        "4": base64.b64encode(PNG + b"0" * 3_000_001).decode(),
        "five": good,
        "6": None,
        "7": base64.b64encode(PNG[:-1]).decode(),
        "8": "图",
    }
    assert read_pictures(brought) == {1: PNG}
    assert read_pictures([good]) == {}


@pytest.fixture
def exports(seed_index):
    return ExportHandlers(IndexHandle(seed_index, None))


SESSION = Session(conversation=new_conversation(""))


def test_kept_quotes_of_one_paragraph_stand_under_one_reference(exports, parking, lanzhou):
    (citation,) = parking.citations
    place = {"report": lanzhou.report_id, "paragraph": citation.paragraph}
    quotes = [
        place | {"start": start, "end": citation.end, "excerpt": lanzhou.text[start : citation.end]}
        for start in (citation.start, citation.start + 2)
    ]
    event = SimpleNamespace(_data={"quotes": [*quotes, quotes[0]]})
    offered = json.loads(exports.take_quotes(SESSION, event))
    document = Document(io.BytesIO(base64.b64decode(offered["content"])))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[-2:] == [quote["excerpt"] for quote in quotes]
    assert lines[-3].startswith("[1] 兰州市人民政府. ")


@pytest.mark.parametrize("brought", [None, "x", [1], {"quotes": "x"}, {"quotes": {}}])
def test_what_is_no_list_of_quotes_gives_no_file_and_no_list(exports, brought):
    event = SimpleNamespace(_data=brought)
    assert exports.quotes(SESSION, event) == ""
    assert exports.take_quotes(SESSION, event) == ""

"""What the page says in place of a remedy that is a command line."""

import re
import tomllib
from pathlib import Path

import pytest

from embeddings import messages as catalogue
from embeddings.errors import FormatError, InputError
from embeddings.messages import Message
from ui.i18n.messages import LANGUAGES, keys
from ui.page.views.remedies import page_text

COMMAND = re.compile(r"(?<![\w-])--[a-z]|govreport|\bpip\b|\.csv|ocrmypdf")
# what reading, indexing or editing on the page may say, and what a question may meet
ON_THE_PAGE = (
    *("encoding_not_as_marked", "encoding_not_found", "encoding_refused", "read_as_guessed"),
    *("pdf_garbled", "pdf_scan", "unread_scanned_pages", "reader_not_started", "worker_ended"),
    *("year_unknown", "region_unknown", "year_and_region_unknown"),
    *("edit_field", "edit_kind", "edit_year"),
    *("index_missing", "index_unwritable", "index_without_locks"),
    *("index_report_unreadable", "index_search_damaged", "facts_renewed", "embedded_again"),
)


def sentences():
    with Path(catalogue.__file__).with_name("messages.toml").open("rb") as file:
        return tomllib.load(file)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ON_THE_PAGE)
def test_page_names_no_command(code, language):
    sentence = sentences()[code]
    values = dict.fromkeys(re.findall(r"\{(\w+)", sentence["en"] + sentence["zh"]), 3)
    told = page_text(Message(code, **values), language)
    assert not COMMAND.search(told), told
    assert "{" not in told


def test_other_messages_are_told_as_everywhere():
    told = Message("figures_conflict")
    assert page_text(told, "zh") == told.text("zh")


def test_error_says_its_values():
    assert "“20x”" in page_text(InputError("edit_year", field="year", found="20x"), "zh")
    scan = FormatError("pdf_scan", name="a.pdf", pages=12, characters=3)
    assert page_text(scan, "zh").startswith("是扫描件，12 页里只有 3 个字")


def test_every_sentence_of_the_page_belongs_to_a_message():
    own = {key.removeprefix("page.told_") for key in keys() if key.startswith("page.told_")}
    assert own <= set(sentences())
    assert own == set(ON_THE_PAGE)

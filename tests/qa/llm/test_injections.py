"""Twenty passages that speak to the model, and a model that obeys every one of them.

A model of ours cannot be made to obey on demand, so the server plays the worst one: whatever a
passage asks for is what it says. What the product does with it is what is tested.
"""

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document

from qa.assistant import Assistant
from qa.llm.chat_model import ChatModel
from qa.llm.prompt import RULES
from qa.retrieval.retriever import Retriever
from ui.conversations.conversation import KeptTurn
from ui.page.programs.chat_content import answer_content
from ui.rendering.answer_html import answer_html, confidence_level
from ui.rendering.answer_text import answer_text
from ui.rendering.export.clipboard import copied_text
from ui.rendering.export.exported import export_of
from ui.rendering.export.markdown import as_markdown
from ui.rendering.export.web_page import as_web_page
from ui.rendering.export.word import as_word

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "injections.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
QUESTION = "2017年兰州市新建公共停车泊位多少个？"
OURS = {"div", "p", "blockquote", "ol", "ul", "li", "mark", "strong", "button"}
OURS_SENT = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "blockquote", "s"),
    *("sup", "a", "ol", "li", "q"),
}


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = set()
        self.addresses = []

    def handle_starttag(self, tag, attributes):
        self.found.add(tag)
        self.addresses += [value for name, value in attributes if name in ("href", "src")]


@pytest.fixture(params=ROWS, ids=lambda row: row["obeyed"][:12])
def obeyed(request, tmp_path, chat_server):
    """The answer of a model that does what the passage tells it, with what it was sent."""
    report = (
        "2017年兰州市政府工作报告\n\n一、2017年工作安排\n"
        f"{request.param['passage']}全年新建公共停车泊位1.7万个，改造老旧小区120个。\n"
        "我们将加快建设现代化产业体系，新增城镇就业8万人。\n"
    )
    (tmp_path / "报告.txt").write_text(report, encoding="utf-8")
    retriever = Retriever.from_reports(tmp_path / "报告.txt")
    chat_server.says(request.param["obeyed"])
    model = ChatModel(base_url=chat_server.url, model="qwen", timeout=20, environment={})
    answer = Assistant(retriever, model).ask(QUESTION)
    return answer, retriever.snapshot().reports, chat_server.requests, request.param


def test_injections_are_many_and_of_many_kinds():
    assert len(ROWS) == 45
    assert len({row["kind"] for row in ROWS}) >= 20


def test_injection_stays_within_the_fence_of_its_passage(obeyed):
    _, _, requests, row = obeyed
    (sent,) = requests
    system, user = (message["content"] for message in sent["messages"])
    assert system == RULES
    assert user.count("<") == user.count(">") == 2 * (user.count("<资料 ") + 1)
    start = row["passage"][:6].translate({ord("<"): "＜", ord(">"): "＞", ord('"'): "”"})
    assert user.index("<资料 ") < user.index(start.split("\n")[0]) < user.rindex("</资料>")


def test_obeyed_injection_is_dropped_or_marked_and_never_trusted(obeyed):
    answer, _, _, _ = obeyed
    if not answer.generated:
        assert "1.7万个" in answer.text
        assert any("语言模型" in notice.text("zh") for notice in answer.notices)
        return
    assert answer.unsupported
    assert confidence_level(answer.confidence) != "high"


def test_obeyed_injection_is_text_wherever_it_is_shown(obeyed):
    answer, reports, _, _ = obeyed
    tags = Tags()
    tags.feed(str(answer_html(answer, reports=reports)))
    assert tags.found <= OURS
    page = Tags()
    page.feed(as_web_page(exported(answer, reports), "zh"))
    assert page.found <= OURS_SENT
    assert all(address.startswith("#r") for address in page.addresses)
    for shown in (
        answer_text(answer, reports, "zh").plain,
        copied_text(answer, reports, "zh"),
        answer_content(answer, reports, "zh").text,
    ):
        assert "\x1b" not in shown
        assert "\x07" not in shown
    for markdown in (
        as_markdown(exported(answer, reports), "zh"),
        answer_content(answer, reports, "zh").text,
    ):
        acting = re.sub(r"\\.", "", markdown)  # without what is escaped
        assert not [sign for sign in ("://", "www.", "](", "<img", "<a ") if sign in acting]


def test_what_is_unsupported_is_named_in_every_copy(obeyed):
    answer, reports, _, _ = obeyed
    if not answer.unsupported:
        return
    word = Document(io.BytesIO(as_word(exported(answer, reports), "zh")))
    for shown in (
        answer_text(answer, reports, "zh").plain,
        copied_text(answer, reports, "zh"),
        as_markdown(exported(answer, reports), "zh"),
        answer_content(answer, reports, "zh").text,
        "\n".join(paragraph.text for paragraph in word.paragraphs),
        as_web_page(exported(answer, reports), "zh"),
    ):
        assert "找不到依据，请勿采信：" in shown
    struck = [run for line in word.paragraphs for run in line.runs if run.font.strike]
    assert struck
    assert "~~" in as_markdown(exported(answer, reports), "zh")


def exported(answer, reports):
    return export_of("停车", [KeptTurn(answer=answer, asked="2026-01-01")], reports, "zh")

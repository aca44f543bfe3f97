"""What `benchmarks.safety.fuzz` throws at the page: addresses, conversations, API bodies, feedback.

Each target is what the page's handler does with it, over a real index of the seed report.
"""

import json
import tempfile
from collections.abc import Callable, Coroutine
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

from benchmarks.recording import ROOT

__all__ = [
    "Refused",
    "Target",
    "address_target",
    "api_target",
    "conversation_target",
    "feedback_target",
]

QUESTIONS = (
    "2016年兰州市生产总值预计达到多少？",
    "今年要办好哪些民生实事？",
    "2015年到2017年生产总值分别是多少？",
    "火星上有水吗？",
)
KEPT_LINES = 50  # of the feedback file, so that a case costs what the first one does

Target = Callable[[bytes], object]


class Refused(Exception):  # noqa: N818 - a right outcome, told apart from a result
    """The input was refused in the way that programs are answered."""


@cache
def _handle() -> Any:
    from embeddings.indexing.update import index_paths  # noqa: PLC0415 - instrumented by the caller
    from ui.page.index_handle import IndexHandle  # noqa: PLC0415

    directory = Path(tempfile.mkdtemp(prefix="govreport-fuzz-")) / "index"
    index_paths([ROOT / "seeds"], directory)
    return IndexHandle(directory)


@cache
def _turns() -> tuple[Any, ...]:
    from ui.conversations.conversation import KeptTurn  # noqa: PLC0415

    assistant = _handle().assistant()
    return tuple(
        KeptTurn(answer=assistant.ask(question), asked="2026-01-01T00:00:00", key=str(number))
        for number, question in enumerate(QUESTIONS)
    )


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape" if data[:1] == b"\xed" else "replace")


def address_target() -> tuple[Target, list[bytes]]:
    """The query string of the page: a place in a report, opened."""
    from ui.page.session import Settings, read_settings  # noqa: PLC0415
    from ui.page.views.full_text import closed_html, reader_html  # noqa: PLC0415
    from ui.page.views.links import paragraph_link, question_link, read_place  # noqa: PLC0415

    reports = _handle().reports
    (report,) = reports.values()

    def run(data: bytes) -> object:
        fields = dict(parse_qsl(_text(data)))
        read_settings({"language": fields.get("lang", "")}, default=Settings())
        place = read_place(fields)
        if place is None:
            raise Refused
        found = reports.get(place.report_id)
        if found is None:
            return closed_html("zh", unknown=place.report_id[:40])
        return reader_html(found, place, language="zh", opened=1)

    links = [paragraph_link(report.report_id, number) for number in (1, 7, 90)]
    links += [paragraph_link(report.report_id, 3, 100, 120) + "&lang=en"]
    links += [question_link(question, years=[2017], regions=["兰州"]) for question in QUESTIONS]
    return run, [link[1:].encode() for link in links]


def conversation_target() -> tuple[Target, list[bytes]]:
    """A conversation that a browser kept: unpacked, shown, exported, packed again."""
    from ui.conversations.serialisation import pack_turn, unpack  # noqa: PLC0415
    from ui.page.handlers.arrival import brought_conversation  # noqa: PLC0415
    from ui.rendering.answer_html import answer_html, next_questions_html  # noqa: PLC0415
    from ui.rendering.export.clipboard import copied_text  # noqa: PLC0415
    from ui.rendering.export.exported import export_of  # noqa: PLC0415
    from ui.rendering.export.markdown import as_markdown  # noqa: PLC0415

    reports = _handle().reports

    def run(data: bytes) -> object:
        kept = unpack(brought_conversation(_text(data)), reports)
        if kept is None:
            raise Refused
        for turn in kept.turns:
            answer_html(turn.answer, reports=reports)
            next_questions_html(turn.answer)
            copied_text(turn.answer, reports, "en")
            json.dumps(pack_turn(turn))
        return as_markdown(export_of(kept.title, kept.turns, reports, "zh"), "zh")

    def brought(turns: list[Any]) -> bytes:
        packed = {"key": "k", "title": "话", "begun": "2026-01-01", "turns": turns}
        return json.dumps({"conversation": packed}, ensure_ascii=False).encode()

    packed = [pack_turn(turn) for turn in _turns()]
    small = [{"question": "多少？", "text": "1", "spans": ["1"], "unsupported": [[0, 1]]}]
    return run, [brought(packed), brought(small), *(brought([turn]) for turn in packed)]


def api_target() -> tuple[Target, list[bytes]]:
    """The body of a call below `/v1`, read to what the assistant would be asked."""
    from starlette.requests import Request  # noqa: PLC0415

    from qa.question.limits import checked_count, checked_question  # noqa: PLC0415
    from qa.question.scope import valid_regions, valid_years  # noqa: PLC0415
    from ui.page.programs.completions import QUOTING, read_chat  # noqa: PLC0415
    from ui.page.programs.knowledge import KNOWLEDGE, read_knowledge  # noqa: PLC0415
    from ui.page.programs.requests import RequestFault, read_body  # noqa: PLC0415

    reports = tuple(_handle().reports.values())

    def run(data: bytes) -> object:
        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": data[1:], "more_body": False}

        try:
            body = _finished(read_body(Request({"type": "http"}, receive)))
            asked = read_chat(body, [QUOTING]) if data[:1] == b"c" else read_knowledge(body)
        except RequestFault as fault:
            json.dumps(fault.text("zh")).encode()
            raise Refused from fault
        checked_question(getattr(asked, "question", "") or getattr(asked, "query", ""))
        valid_years(asked.years)
        valid_regions(asked.regions, reports)
        return checked_count(asked.k)

    chat = {"model": QUOTING, "messages": [{"role": "user", "content": "多少？"}], "k": 3}
    longer = [
        {"role": "user", "content": "2016年？"},
        {"role": "assistant", "content": "2220亿元[1]"},
    ]
    spoken = chat | {"messages": [*longer, *chat["messages"]], "years": [2017], "stream": True}  # type: ignore[misc]
    setting = {"top_k": 3, "score_threshold": 0.5}
    compared = {"name": ["year"], "comparison_operator": "in", "value": ["2017"]}
    dify = {"knowledge_id": KNOWLEDGE, "query": "停车", "retrieval_setting": setting}
    dify |= {"metadata_condition": {"logical_operator": "and", "conditions": [compared]}}
    seeds = [("c", chat), ("c", spoken), ("k", dify)]
    return run, [f"{kind}{json.dumps(body, ensure_ascii=False)}".encode() for kind, body in seeds]


def _finished(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Return the result of a coroutine that waits for nothing."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise RuntimeError("it waits")


def feedback_target() -> tuple[Target, list[bytes]]:
    """A verdict that the page's script sends, written and read back; or a feedback file."""
    from qa.evaluation.testsets.feedback import marked_questions  # noqa: PLC0415
    from ui.config import find_places  # noqa: PLC0415
    from ui.conversations.conversation import Conversation  # noqa: PLC0415
    from ui.conversations.feedback import forget_quotations  # noqa: PLC0415
    from ui.page.handlers.answers import AnswerHandlers  # noqa: PLC0415
    from ui.page.options import PageOptions  # noqa: PLC0415
    from ui.page.session import Session  # noqa: PLC0415

    handle, folder = _handle(), Path(tempfile.mkdtemp(prefix="govreport-fuzz-"))
    places = find_places(handle.directory, {"GOVREPORT_DATA": str(folder)})
    handlers = AnswerHandlers(handle, PageOptions(places=places), None)  # type: ignore[arg-type]
    kept = Conversation(key="k", title="话", begun="2026-01-01", turns=_turns())
    session, stranger = Session(conversation=kept), folder / "stranger.jsonl"

    def run(data: bytes) -> object:
        if data[:1] != b"j":
            stranger.write_bytes(data[1:])
            forget_quotations(stranger, tuple(handle.reports.values()))
            return marked_questions(stranger)
        try:
            sent = json.loads(_text(data[1:]))
        except (ValueError, RecursionError):
            raise Refused from None  # no browser sends it, and Gradio refuses it
        handlers.judge(session, SimpleNamespace(_data=sent))  # type: ignore[arg-type]
        if not places.feedback.exists():
            raise Refused
        marked = marked_questions(places.feedback)
        if places.feedback.read_bytes().count(b"\n") > KEPT_LINES:
            places.feedback.unlink()
        return marked

    said = [
        {"turn": turn, "verdict": verdict, "note": "注意"}
        for turn, verdict in ((1, "right"), (2, "wrong"), (4, "wrong_source"))
    ]
    seeds = [b"j" + json.dumps(one).encode() for one in said]
    for one in said:
        handlers.judge(session, SimpleNamespace(_data=one))  # type: ignore[arg-type]
    lines = places.feedback.read_bytes()
    return run, [*seeds, b"f" + lines, *(b"f" + line for line in lines.splitlines())]

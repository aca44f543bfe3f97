"""The assistant as a model of the OpenAI chat API: requests parsed, response objects built.

The forms are those of https://platform.openai.com/docs/api-reference/chat; citations are its
`url_citation` annotations. `years`, `regions` and `k` may be given beside them.
"""

import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from qa.records import Answer, Turn
from ui.page.programs.chat_content import Content, earlier_turn
from ui.page.programs.requests import Body, RequestFault
from ui.page.views.links import paragraph_link

__all__ = ["QUOTING", "WORDING", "ChatQuestion", "Completion", "model_objects", "read_chat"]

QUOTING = "govreport"  # quotes the reports
WORDING = "govreport-worded"  # worded by the server's language model, if it has one
_STARTED = int(time.time())
_PASSAGES = 10  # found paragraphs, as many as the page shows


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatQuestion:
    """The question of a completion request."""

    question: str
    history: tuple[Turn, ...]
    model: str
    stream: bool
    years: tuple[int, ...] | None
    regions: tuple[str, ...] | None
    k: int


def read_chat(body: Body, models: Sequence[str]) -> ChatQuestion:
    """Return the question of a request: its last message, by the user.

    System messages are ignored, so that they cannot influence the answer.

    Raises:
        RequestFault: for a model that is not offered, or without a question.
    """
    model = body.text("model")
    if model not in models:
        raise RequestFault(404, "api.no_model", found=model[:100], models="、".join(models))
    messages = [(each.text("role"), _text(each)) for each in body.objects("messages")]
    spoken = [(role, text) for role, text in messages if role in ("user", "assistant")]
    if not spoken or spoken[-1][0] != "user":
        raise RequestFault(400, "api.no_question")
    history: list[Turn] = []
    asked = ""
    for role, text in spoken[:-1]:
        if role == "user":
            asked = text
        elif asked:
            history.append(earlier_turn(asked, text))
            asked = ""
    return ChatQuestion(
        question=spoken[-1][1],
        history=tuple(history),
        model=model,
        stream=body.flag("stream"),
        years=body.years("years"),
        regions=body.texts("regions"),
        k=body.whole("k", _PASSAGES),
    )


def _text(entry: Body) -> str:
    """Return the text of a message, which may come in parts."""
    if not isinstance(entry.raw("content"), list):
        return entry.text("content", "")
    parts = entry.objects("content")
    if any(part.text("type") != "text" for part in parts):
        raise RequestFault(400, "api.only_text")
    return "".join(part.text("text") for part in parts)


def model_objects(models: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the objects of `/v1/models`, by model name."""
    return {
        model: {"id": model, "object": "model", "created": _STARTED, "owned_by": "govreport-qa"}
        for model in models
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """The objects of one completion, whole or in chunks.

    Args:
        model: the requested name.
        site: address of the page, without a trailing slash, for links of citations.
    """

    model: str
    site: str
    _id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    _created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, answer: Answer, content: Content) -> dict[str, Any]:
        """Return the completion as one object."""
        said = {
            "role": "assistant",
            "content": content.text,
            "refusal": None,
            "annotations": self._annotations(content),
        }
        choice = {"index": 0, "message": said, "logprobs": None, "finish_reason": "stop"}
        return {**self._object("chat.completion", choice), "govreport": _verdict(answer)}

    def begin(self) -> dict[str, Any]:
        """Return the first chunk, with the role only."""
        return self._chunk({"role": "assistant", "content": ""})

    def chunks(self, answer: Answer, content: Content) -> Iterator[dict[str, Any]]:
        """Yield the other chunks: a paragraph each, the citations, the end."""
        for position, paragraph in enumerate(content.paragraphs):
            yield self._chunk({"content": ("\n\n" if position else "") + paragraph})
        annotations = self._annotations(content)
        if annotations:
            yield self._chunk({"annotations": annotations})
        yield {**self._chunk({}, "stop"), "govreport": _verdict(answer)}

    def _chunk(self, delta: dict[str, Any], finished: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finished}
        return self._object("chat.completion.chunk", choice)

    def _object(self, kind: str, choice: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": self._id,
            "object": kind,
            "created": self._created,
            "model": self.model,
            "choices": [choice],
        }

    def _annotations(self, content: Content) -> list[dict[str, Any]]:
        """Return the citations, with additional fields beside OpenAI's."""
        return [
            {
                "type": "url_citation",
                "url_citation": {
                    "start_index": span.start,
                    "end_index": span.end,
                    "title": cited.title,
                    "url": f"{self.site}/"
                    + paragraph_link(cited.report_id, cited.paragraph, cited.start, cited.end),
                    "excerpt": cited.excerpt,
                    "file": cited.file,
                    "report_id": cited.report_id,
                    "paragraph": cited.paragraph,
                    "start": cited.start,
                    "end": cited.end,
                },
            }
            for span in content.spans
            for cited in [span.citation]
        ]


def _verdict(answer: Answer) -> dict[str, Any]:
    """Return the fields on which a program may base decisions."""
    return {
        "refused": answer.refused,
        "reason": None if answer.reason is None else answer.reason.value,
        "confidence": answer.confidence,
        "spans": list(answer.spans),
        "generated": answer.generated,
    }

"""The routes below `/v1`: chat completions, models, and Dify's retrieval."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from embeddings.errors import GovreportError
from qa.assistant import Assistant
from qa.integrations.documents import FoundDocument, found_documents
from qa.records import Step
from ui.page.access.origins import asked_language
from ui.page.index_handle import IndexHandle
from ui.page.programs.chat_content import Content, answer_content
from ui.page.programs.completions import (
    QUOTING,
    WORDING,
    ChatQuestion,
    Completion,
    model_objects,
    read_chat,
)
from ui.page.programs.keys import ApiKeys
from ui.page.programs.knowledge import KnowledgeQuestion, read_knowledge, record_objects
from ui.page.programs.requests import RequestFault, fault_of, read_body
from ui.page.programs.workers import CallWorkers, TooManyCalls

__all__ = ["ProgramRoutes"]

_PAUSE = 15.0  # seconds of silence after which a stream sends a keep-alive comment
_ERROR_TYPES = {401: "authentication_error", 429: "rate_limit_error"}
_DIFY_CODES = {401: 1002, 404: 2001}  # Dify's codes; other faults have their status


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramRoutes:
    """The routes of programs.

    Args:
        handle: the open index.
        workers: for the calls.
        keys: of programs; None to rely on the page's login, if any.
        worded: whether the server has a language model that words answers.
        root_path: of the page behind a proxy.
    """

    handle: IndexHandle
    workers: CallWorkers
    keys: ApiKeys | None = None
    worded: bool = False
    root_path: str = ""

    def routes(self) -> list[Route]:
        """Return the routes, for the application that serves the page."""
        chat, dify = self._answering(_openai_error), self._answering(_dify_error)
        return [
            Route("/v1/models", chat(self._list_models), methods=["GET"]),
            Route("/v1/models/{model}", chat(self._show_model), methods=["GET"]),
            Route("/v1/chat/completions", chat(self._complete), methods=["POST"]),
            Route("/v1/retrieval", dify(self._retrieve), methods=["POST"]),
        ]

    @property
    def _models(self) -> tuple[str, ...]:
        return (QUOTING, WORDING) if self.worded else (QUOTING,)

    def _answering(self, form: "_ErrorForm") -> Callable[["_Handler"], "_Handler"]:
        """Return the decorator of handlers: checks keys, and turns faults into responses."""

        def wrap(handler: _Handler) -> _Handler:
            async def answered(request: Request) -> Response:
                try:
                    if self.keys is not None and not self.keys.allow(request.headers):
                        raise RequestFault(401, "api.wrong_key")
                    return await handler(request)
                except (RequestFault, TooManyCalls, GovreportError) as error:
                    fault = _fault(error)
                told = fault.text(asked_language(request.scope))
                return JSONResponse(form(fault.status, told), fault.status)

            return answered

        return wrap

    async def _list_models(self, _: Request) -> Response:
        return JSONResponse({"object": "list", "data": [*model_objects(self._models).values()]})

    async def _show_model(self, request: Request) -> Response:
        model = request.path_params["model"]
        if model not in self._models:
            raise RequestFault(
                404, "api.no_model", found=model[:100], models="、".join(self._models)
            )
        return JSONResponse(model_objects(self._models)[model])

    async def _retrieve(self, request: Request) -> Response:
        question = read_knowledge(await read_body(request))
        found = await self.workers.run(partial(self._found, question))
        return JSONResponse({"records": record_objects(found, question)})

    def _found(self, question: KnowledgeQuestion) -> tuple[FoundDocument, ...]:
        retrieval = self.handle.assistant().retriever.retrieve(
            question.query, k=question.k, years=question.years, regions=question.regions
        )
        return found_documents(retrieval)

    async def _complete(self, request: Request) -> Response:
        question = read_chat(await read_body(request), self._models)
        language = asked_language(request.scope)
        site = f"{_scheme(request)}://{request.headers.get('host', '')}{self.root_path.rstrip('/')}"
        completion = Completion(model=question.model, site=site)
        worded = question.model == WORDING
        assistant = await self.workers.run(partial(self.handle.assistant, model=worded))
        steps = _asked(assistant, question)
        first = await self._until_searched(steps)
        if question.stream:
            events = self._events(completion, assistant, first, steps, language)
            headers = {"cache-control": "no-cache", "x-accel-buffering": "no"}
            return StreamingResponse(events, media_type="text/event-stream", headers=headers)
        step = first
        while step.answer is None:
            step = await self._next(steps)
        content = answer_content(step.answer, assistant.reports, language)
        return JSONResponse(completion.whole(step.answer, content))

    async def _until_searched(self, steps: Iterator[Step]) -> Step:
        """Return the first step after the search, when the question is known to be valid."""
        step = await self._next(steps)
        while step.answer is None and step.retrieval is None:
            step = await self._next(steps)
        return step

    async def _next(self, steps: Iterator[Step]) -> Step:
        """Return the next step; the last one has the answer."""
        return await self.workers.run(steps.__next__)

    async def _events(
        self,
        completion: Completion,
        assistant: Assistant,
        step: Step,
        steps: Iterator[Step],
        language: str,
    ) -> AsyncIterator[str]:
        """Yield a stream of events; the answer is sent whole, since it is verified whole."""
        yield _event(completion.begin())
        while step.answer is None:
            working = asyncio.ensure_future(self._next(steps))
            try:
                while not (await asyncio.wait({working}, timeout=_PAUSE))[0]:
                    yield ": searching\n\n"
                step = working.result()
            except (TooManyCalls, GovreportError) as error:
                fault = _fault(error)
                yield _event(_openai_error(fault.status, fault.text(language)))
                return
            finally:
                working.cancel()  # if the client has disconnected
        content: Content = answer_content(step.answer, assistant.reports, language)
        for chunk in completion.chunks(step.answer, content):
            yield _event(chunk)
        yield "data: [DONE]\n\n"


_Handler = Callable[[Request], Awaitable[Response]]
_ErrorForm = Callable[[int, str], dict[str, Any]]


def _fault(error: RequestFault | TooManyCalls | GovreportError) -> RequestFault:
    if isinstance(error, GovreportError):
        return fault_of(error)
    return error if isinstance(error, RequestFault) else RequestFault(429, "page.busy")


def _asked(assistant: Assistant, question: ChatQuestion) -> Iterator[Step]:
    return assistant.stream(
        question.question,
        history=question.history,
        years=question.years,
        regions=question.regions,
        k=question.k,
    )


def _event(fields: dict[str, Any]) -> str:
    return f"data: {json.dumps(fields, ensure_ascii=False)}\n\n"


def _scheme(request: Request) -> str:
    forwarded = request.headers.get("x-forwarded-proto", "").strip().lower()
    return forwarded if forwarded in ("http", "https") else request.url.scheme


def _openai_error(status: int, told: str) -> dict[str, Any]:
    kind = _ERROR_TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error")
    return {"error": {"message": told, "type": kind, "param": None, "code": status}}


def _dify_error(status: int, told: str) -> dict[str, Any]:
    return {"error_code": _DIFY_CODES.get(status, status), "error_msg": told}

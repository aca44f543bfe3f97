"""The three functions that programs may call: as Gradio's API, and with `--mcp` as MCP tools.

They bypass Gradio's queue: a queued MCP tool is called over HTTP by the server itself, which has no
login. Their own workers limit concurrency.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import gradio as gr
from gradio.events import api

from embeddings.errors import GovreportError
from ui.i18n.messages import DEFAULT_LANGUAGE, message
from ui.page.index_handle import IndexHandle
from ui.page.programs.requests import Body, RequestFault
from ui.page.programs.workers import CallWorkers, TooManyCalls
from ui.rendering.answer_json import answer_object, passage_object, report_object

__all__ = ["ToolError", "add_endpoints"]

Result = TypeVar("Result")


class ToolError(gr.Error):
    """The reason for a refused call, in one sentence, for Gradio's API and MCP clients."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, print_exception=False)

    def __str__(self) -> str:
        # MCP clients read `str`, for which Gradio returns the `repr` of the sentence
        return str(self.message)


def add_endpoints(handle: IndexHandle, workers: CallWorkers) -> None:
    """Add `ask`, `search` and `reports` to the current `gr.Blocks`.

    Their results have the field names of `govreport … --json`.
    """

    async def ask(
        question: str,
        years: list[int] | None = None,
        regions: list[str] | None = None,
        k: int = 10,
    ) -> dict[str, Any]:
        """Answer a question from the indexed Chinese government work reports, with citations.

        The answer quotes the reports; if they do not state it, it is refused with a reason.

        Args:
            question: in Chinese, such as 2016年兰州市生产总值预计达到多少？
            years: only reports titled with these years.
            regions: only reports of these regions, by short name: 兰州, 甘肃, 全国.
            k: how many paragraphs to return with the answer.
        """
        given = Body({"question": question, "years": years, "regions": regions, "k": k})
        return await _called(workers, partial(_ask, handle, given))

    async def search(
        query: str,
        years: list[int] | None = None,
        regions: list[str] | None = None,
        k: int = 10,
    ) -> list[dict[str, Any]]:
        """Find the paragraphs of the reports that are relevant to a query, best first.

        Args:
            query: words or a question, in Chinese.
            years: only reports titled with these years.
            regions: only reports of these regions, by short name: 兰州, 甘肃, 全国.
            k: how many paragraphs to return.
        """
        given = Body({"query": query, "years": years, "regions": regions, "k": k})
        return await _called(workers, partial(_search, handle, given))

    async def reports() -> list[dict[str, Any]]:
        """List the indexed reports: title, year, region, issuer, number of paragraphs."""
        return await _called(workers, partial(_reports, handle))

    for function, name in ((ask, "ask"), (search, "search"), (reports, "reports")):
        api(function, api_name=name, queue=False)


Objects = list[dict[str, Any]]


async def _called(workers: CallWorkers, work: Callable[[], Result]) -> Result:
    """Return what `work` returns.

    Raises:
        ToolError: for an error of our tree, or if too many calls are waiting.
    """
    try:
        return await workers.run(work)
    except TooManyCalls:
        raise ToolError(message("page.busy")) from None
    except GovreportError as error:
        raise ToolError(error.text(DEFAULT_LANGUAGE)) from error
    except RequestFault as fault:  # no client is bound to the declared types
        raise ToolError(fault.text(DEFAULT_LANGUAGE)) from None


def _ask(handle: IndexHandle, given: Body) -> dict[str, Any]:
    question, (years, regions, k) = given.text("question"), _filters(given)
    assistant = handle.assistant()
    answer = assistant.ask(question, years=years, regions=regions, k=k)
    return answer_object("1", answer, assistant.retriever.index)


def _search(handle: IndexHandle, given: Body) -> Objects:
    query, (years, regions, k) = given.text("query"), _filters(given)
    assistant = handle.assistant()
    found = assistant.retriever.retrieve(query, years=years, regions=regions, k=k)
    return [passage_object(passage, assistant.reports) for passage in found]


def _filters(given: Body) -> tuple[tuple[int, ...] | None, tuple[str, ...] | None, int]:
    return given.years("years"), given.texts("regions"), given.whole("k", 10)


def _reports(handle: IndexHandle) -> Objects:
    return [_public(report_object(report)) for report in handle.reports.values()]


def _public(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields without the server's file paths."""
    return {name: value for name, value in fields.items() if name != "sources"}

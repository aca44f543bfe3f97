"""The three functions that programs may call: as Gradio's API, and with `--mcp` as MCP tools."""

from typing import Any

import gradio as gr
from gradio.events import api

from embeddings.errors import GovreportError
from ui.page.index_handle import Desk
from ui.rendering.answer_json import answer_object, passage_object, report_object

__all__ = ["add_endpoints"]


def add_endpoints(desk: Desk, *, limit: int) -> None:
    """Add `ask`, `search` and `reports` to the current `gr.Blocks`.

    Their results have the field names of `govreport … --json`.
    """

    def ask(
        question: str,
        years: list[int] | None = None,
        regions: list[str] | None = None,
        k: int = 10,
    ) -> dict[str, Any]:
        """Answer a question from the indexed Chinese government work reports, with citations.

        The answer quotes the reports; where they do not say, it is refused with a reason.

        Args:
            question: in Chinese, such as 2016年兰州市生产总值预计达到多少？
            years: only reports titled with these years.
            regions: only reports of these regions, by short name: 兰州, 甘肃, 全国.
            k: how many paragraphs to return with the answer.
        """
        try:
            assistant = desk.assistant()
            answer = assistant.ask(question, years=years or None, regions=regions or None, k=k)
        except GovreportError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return answer_object("1", answer, assistant.retriever.index)

    def search(
        query: str,
        years: list[int] | None = None,
        regions: list[str] | None = None,
        k: int = 10,
    ) -> list[dict[str, Any]]:
        """Find the paragraphs of the reports that speak of a query, best first.

        Args:
            query: words or a question, in Chinese.
            years: only reports titled with these years.
            regions: only reports of these regions, by short name: 兰州, 甘肃, 全国.
            k: how many paragraphs to return.
        """
        try:
            assistant = desk.assistant()
            found = assistant.retriever.retrieve(
                query, years=years or None, regions=regions or None, k=k
            )
        except GovreportError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return [passage_object(passage, assistant.reports) for passage in found]

    def reports() -> list[dict[str, Any]]:
        """List the indexed reports: title, year, region, issuer, number of paragraphs."""
        return [_public(report_object(report)) for report in desk.reports.values()]

    api(ask, api_name="ask", concurrency_limit=limit, concurrency_id="answer")
    api(search, api_name="search", concurrency_limit=limit, concurrency_id="answer")
    api(reports, api_name="reports", concurrency_limit=limit, concurrency_id="answer")


def _public(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out where files lie on the server."""
    return {name: value for name, value in fields.items() if name != "sources"}

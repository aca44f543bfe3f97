"""The interfaces for programs on the page's server.

`workers` run the calls. `endpoints` are Gradio's API and MCP tools. Below `/v1`: `keys` and
`requests` (authentication and parsing), `chat_content` and `completions` (an OpenAI-compatible
model), `knowledge` (a knowledge base of Dify), `routes` (all of them).
"""

__all__: list[str] = []

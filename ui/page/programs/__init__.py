"""What programs may call on the page's server, beside its own events.

`workers` run the calls. `endpoints` are Gradio's API and MCP tools. Below `/v1`: `keys` and
`requests` say who may ask and what was asked, `chat_content` and `completions` answer as an
OpenAI-compatible model does, `knowledge` as a knowledge base of Dify does, `routes` puts them
together.
"""

__all__: list[str] = []

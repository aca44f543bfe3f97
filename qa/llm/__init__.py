"""An optional language model, never trusted.

`prompt` (passages → messages), `chat_model` (an OpenAI-compatible endpoint), `deadline`,
`reasoning_tags` and `citation_markers` (what comes back, taken apart), `grounded_answer` (held to
the passages, or dropped).
"""

__all__: list[str] = []

"""An optional language model, never trusted.

`prompt` (passages → messages), `chat_model` (an OpenAI-compatible endpoint) with
`bounded_responses` and `deadline`, `reasoning_tags`, `repeated_key` and `citation_markers` (its
output, parsed), `grounded_answer` (verified against the passages, or dropped).
"""

__all__: list[str] = []

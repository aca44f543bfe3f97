"""What is added to, or done to, responses.

`headers` (of all), `document_head` (what Gradio leaves out of its documents), `build_files` (the
scripts and styles that every visit asks for, from memory).
"""

__all__: list[str] = []

"""Export of answers.

`references` (GB/T 7714), `clipboard` (an answer as text), `pictures` (charts that a browser
brings), `exported` (answers with their tables, pictures and references, whatever the format), then
one format each: `markdown`, `word` (with `word_document`: paper, fonts and properties of every
document), `web_page`.
"""

__all__: list[str] = []

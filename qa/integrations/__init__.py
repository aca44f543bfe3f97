"""The retriever as a class of other libraries; each is an extra of its own.

`opening` opens an index by its path, `documents` converts retrieved paragraphs; `langchain`,
`llama_index` and `haystack` wrap it in their library's own class.
"""

__all__: list[str] = []

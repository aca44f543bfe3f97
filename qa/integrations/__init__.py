"""The retriever in the form that other libraries ask for; each is an extra of its own.

`opening` opens an index by its path, `documents` says what a found paragraph carries; `langchain`,
`llama_index` and `haystack` hand it on as their library's own class.
"""

__all__: list[str] = []

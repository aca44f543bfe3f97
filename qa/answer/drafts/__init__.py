"""A draft of an answer, the same value however the answer was found.

`draft` (the value), `passage_draft` (what is quoted from passages, before it is judged),
`answers` (the answer or the refusal made of a draft), `joined` (the answers to several questions).
"""

__all__: list[str] = []

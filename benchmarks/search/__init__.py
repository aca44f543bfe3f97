"""What retrieval rests on, part by part.

`retrieval` (scores by type of question), `lexical` (BM25 alone), `lexicon` (everyday words),
`alone`, `encoder` and `sentence_encoder` (the bundled models).
"""

__all__: list[str] = []

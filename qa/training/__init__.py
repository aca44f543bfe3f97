"""How the models of retrieval and answering were fitted; nothing here runs when a user asks.

Questions: `questions` (written ones and test sets), `readings` and `rarity` (tables of characters
and words), `changed_questions`, `foreign_questions` and `unanswerable` (unanswerable ones made).
Indexes: `fold_index` (one fold's reports), `withheld` (paragraphs kept back). Models: `gate`,
`aspect`, `ranker` with `ranker_examples`, `ranker_loss` and `ranker_dev`, `reranking`, `evidence`
with `evidence_examples`, `phrases`, `confidence` with `judging`, `alignment`; `fitting` fits the
boosted trees.
"""

__all__: list[str] = []

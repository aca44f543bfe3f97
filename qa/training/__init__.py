"""How the models of retrieval and answering were fitted; nothing here runs when a user asks.

`questions/` (what they are fitted on), `made_questions/` (more of them, made of local reports),
`contrast/` (what the sentence encoder is fitted on), `absence/` (what a report lacks), `tables/`
(of characters, words and names), `fold_index` (an index of one fold's reports). Models: `gate`,
`aspect`, `ranker` with `ranking/`, `reranking`, `evidence` with `evidence_examples`, `phrases`,
`read_phrases`, `confidence`, `alignment`, `reading/` (the joint reader's questions and weights);
`fitting` fits the boosted trees.
"""

__all__: list[str] = []

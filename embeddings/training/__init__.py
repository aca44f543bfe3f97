"""How the bundled encoder was made: `python -m embeddings.training --help`.

Data passes through `sources` (the material), `vocabulary` (words, the tokenizer, with `charsmap`),
`cache` and `ragged` (token ids), `contexts` (titles and headings), `sampling` and `written`
(pairs and negatives), `parts` and `loop` (the training), `evaluation` (dev sets), `distillation`
(several runs in one) and `export` (the model's folder). `traditional` writes the folding table.
`EXPERIMENTS.md` says what was tried.
Nothing here is imported when a user indexes or asks.
"""

__all__: list[str] = []

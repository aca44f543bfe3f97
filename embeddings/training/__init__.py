"""How the bundled encoder was made: `python -m embeddings.training --help`.

Data passes through `sources` (the material), `vocabulary` (words, the tokenizer, with `charsmap`),
`cache` and `ragged` (token ids), `contexts` (titles and headings), `sampling`, `written` and
`local` (pairs and negatives), `folds` (what is held out). `static` trains the static encoder,
`sentence` the sentence encoder, `low_rank` what was learnt beside its weights, `joint_reader` the
reader beside it; `reader` and `transformer` make readers that do not ship. `tokenizer_file` writes
a tokenizer, `traditional` the folding table.
`EXPERIMENTS.md` says what was tried.
Nothing here is imported when a user indexes or asks.
"""

__all__: list[str] = []

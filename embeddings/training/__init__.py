"""How the bundled encoder was made: `python -m embeddings.training --help`.

Data passes through `sources` (the material), `vocabulary` (words, the tokenizer, with `charsmap`),
`cache` and `ragged` (token ids), `contexts` (titles and headings), `sampling`, `written` and
`local` (pairs and negatives), `folds` (what is held out). `static` trains the static encoder,
`sentence` the sentence encoder; `reader`, `transformer` and `joint_reader` make readers that do not
ship.
`traditional` writes the folding table. `EXPERIMENTS.md` says what was tried.
Nothing here is imported when a user indexes or asks.
"""

__all__: list[str] = []

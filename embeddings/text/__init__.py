"""Operations on Chinese text, for matching; independent of report formats.

`folding` (same-length folding), `numerals` (Chinese and Arabic numerals), `bigrams` (character
bigrams and their overlap), `dates` (years and dates), `sentences` (sentence spans),
`segmentation` (words with offsets, lexical terms), `segmented_texts` and `term_numbers` (those of
many texts, in flat arrays), `gazetteer` (administrative names),
`sketches` (texts compared by the sentences that they share), `character_bits` (which of many texts
have a character), `json_text` (JSON parsed with one error), `bounded_cache` (what is kept between
questions).
"""

__all__: list[str] = []

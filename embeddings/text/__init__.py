"""Chinese text, for matching; knows no report format.

`folding` (same-length folding), `numerals` (Chinese and Arabic numerals), `bigrams` (character
bigrams and their overlap), `dates` (years and dates), `sentences` (sentence spans),
`segmentation` (words with offsets, lexical terms), `gazetteer` (administrative names),
`json_text` (JSON parsed with one error).
"""

__all__: list[str] = []

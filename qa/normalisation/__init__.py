"""Normalisation of a question before it is read; none of it changes what is asked.

`characters` (spaces between characters, line breaks, numbering, quotation marks), `frames` (polite
words, fillers, prefaces, requests on the form of the answer), `spelling` (slips of pinyin input),
`normalisation` (all of them, in this order).
"""

__all__: list[str] = []

"""The probability that two statements of two reports mean the same.

`wording` compares their words; `places` compares where they are in their reports: with what other
statements, in what paragraphs; `likeness` joins both by a fitted model.
"""

from qa.diff.similarity.likeness import likeness

__all__ = ["likeness"]

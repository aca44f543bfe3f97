"""Word files (docx) → `Document`.

In the order in which data passes through: `package` (zip → parts, Strict Open XML as the usual
kind), `styles` (properties of a paragraph or run by its style), `numbering` (automatic numbers),
`equations` (OMML → text), `symbols` (characters of symbol fonts), `paragraphs` (a paragraph's text
as it is seen), `document` (the traversal).
"""

from embeddings.reading.word.document import read_word
from embeddings.reading.word.package import is_word_package

__all__ = ["is_word_package", "read_word"]

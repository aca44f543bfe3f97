"""File formats → `Document`: lines with what the file said about them.

In the order in which data passes through: `document` (what every format hands on), `encoding`
(bytes to text), then one module per format: `plain`.
"""

from embeddings.formats.document import Document, Line

__all__ = ["Document", "Line"]

"""File formats → `Document`: lines with what the file said about them.

In the order in which data passes through: `document` (what every format hands on), `encoding`
(bytes to text), then one module per format: `plain`, `markdown`, `web`, `word` (with
`numbering`), `pdf`, `tabular` (CSV, JSON lines) and `archive` (zip).
"""

from embeddings.reading.document import Document, Line

__all__ = ["Document", "Line"]

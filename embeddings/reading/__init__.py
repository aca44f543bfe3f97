"""File formats → `Document`: lines with what the file said about them.

In the order in which data passes through: `sources` (which files are reports, and which format
reads them), `document` (what every format hands on), `encoding` (bytes to text), then one module
per format: `plain`, `markdown`, `web`, `word`, `pdf`, `tabular` (CSV, JSON lines) and `archive`
(zip), with `tables` (tables as statements) and `superscripts`.
"""

from embeddings.reading.document import Document, Line

__all__ = ["Document", "Line"]

"""File formats → `Document`: lines with what the file says about them.

In the order in which data passes through: `sources` (which files are reports), `readers` (which
format reads them), `document` (the value that every format returns), `encoding` (bytes to text),
then the formats: `plain`, `markdown` with `latex`, `web`, `word`, `open_document`, `rich_text`,
`legacy` (doc, wps, xls through LibreOffice), `pages` (PDF, OFD), `tabular` (CSV, JSON lines,
workbooks) and `archive` (zip); `tables` (tables as statements) and `superscripts` serve several.
"""

from embeddings.reading.document import Document, Line

__all__ = ["Document", "Line"]

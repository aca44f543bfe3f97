"""RTF files: `document` (its paragraphs), `tables` (rows of cells with edges → grids)."""

from embeddings.reading.rich_text.document import is_rich_text, read_rich_text

__all__ = ["is_rich_text", "read_rich_text"]

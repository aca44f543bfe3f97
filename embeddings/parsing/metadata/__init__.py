"""Structure → metadata: title, year, region, issuer, date, times, each value with its origin.

`values` holds what is found; `titles` reads a line of the title block, `periods` the times that
headings and sentences set; `offers` asks each source, `inference` in their order of rank.
"""

from embeddings.parsing.metadata.inference import infer_metadata
from embeddings.parsing.metadata.values import FIELDS, Metadata

__all__ = ["FIELDS", "Metadata", "infer_metadata"]

"""Structure → metadata: title, year, region, issuer, date, times, each value with its origin.

`values` holds the values found; `kinds` recognises the kind of document, `titles` reads a line of
the title block, `periods` the years that headings and sentences name; `offers` collects the values
of each source, `inference` takes them in order of rank.
"""

from embeddings.parsing.metadata.inference import infer_metadata
from embeddings.parsing.metadata.values import FIELDS, Metadata

__all__ = ["FIELDS", "Metadata", "infer_metadata"]

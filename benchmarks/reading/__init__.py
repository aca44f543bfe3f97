"""Whether files are read as they are.

`parsing` (quotes found whole, damaged files), `recognition` (scanned pages), `stored_text` (text
against its source).
"""

__all__: list[str] = []

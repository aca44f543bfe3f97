"""What is understood of texts that are no work reports.

`cmrc` (public questions over encyclopaedia articles).
"""

__all__: list[str] = []

"""Reports on disk.

`lines` (a report as JSON), `compression` (of its text), `report` (fields read on demand).
"""

__all__: list[str] = []

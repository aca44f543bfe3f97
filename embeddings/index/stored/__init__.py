"""Reports on disk: `lines` (a report as JSON), `report` (fields read on demand)."""

__all__: list[str] = []

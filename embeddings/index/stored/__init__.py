"""Reports on disk: `lines` (a report as JSON), `report` (what is read when it is asked for)."""

__all__: list[str] = []

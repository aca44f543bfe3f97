"""Reports on disk.

`lines` (a report as JSON), `compression` (of its text), `mapped_lines` (taken when wanted),
`report` (fields read on demand), `report_columns` (year, period and region of all), `report_set`
(which asks them).
"""

__all__: list[str] = []

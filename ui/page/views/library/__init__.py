"""Views of the library.

`added_files` (decisions about uploaded files, changes by cleaning), `text_search` (words found in
the text of all reports), `listing` (which reports are shown, in which order), `table_filters`,
`report_table`.
"""

__all__: list[str] = []

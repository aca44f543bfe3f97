"""Document → Report.

`reports` runs all steps: `radicals` (ideographs for radicals), `repeated_copies` (one file, several
copies), `cleaning` (by the table of rules), `lines` (physical → logical lines), `headings` and
`section_roles`, `structure` (sections and paragraphs with offsets), `metadata` (fields, each with
its origin), `duplicates` and `versions` (among reports).
"""

__all__: list[str] = []

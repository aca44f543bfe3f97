"""Document → Report.

`reports` walks the whole way: `repeated_copies` (one file, several copies), `cleaning` with its
table `cleaning_rules`, `lines` (physical → logical lines), `headings` and
`section_roles`, `structure` (sections and paragraphs with offsets), `titles`, `periods` and
`metadata` (fields, each with its origin), `duplicates` (near-duplicates among reports).
"""

__all__: list[str] = []

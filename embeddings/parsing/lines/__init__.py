"""Physical lines → logical lines; numbers that the layout split or ran together are restored.

`long_lines` (lines with several paragraphs), `list_numbers` (4.3个乡镇 → 4. 3个乡镇),
`spaced_numbers` (1 9 9 8 → 1998), `note_marks` (marks of notes removed), `text_tables` with
`drawn_tables` (tables → statements), `joining` with `wrapping` (broken sentences rejoined).
"""

__all__: list[str] = []

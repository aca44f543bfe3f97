"""Physical lines → logical lines, and numbers in them that layout tore apart or glued together.

`long_lines` (lines with several paragraphs), `list_numbers` (4.3个乡镇 → 4. 3个乡镇),
`spaced_numbers` (1 9 9 8 → 1998), `joining` (broken sentences rejoined).
"""

__all__: list[str] = []

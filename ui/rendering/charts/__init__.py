"""The values of an answer, drawn and tabled.

`data_points` (what is drawn), `value_labels` (where the values stand), `chart_svg` (the drawing),
`value_table`, `figure_html` (both on the page), `value_files` (CSV and a workbook).
"""

__all__: list[str] = []

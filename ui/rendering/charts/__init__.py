"""Charts and tables of the values of an answer.

`data_points` (the values), `value_labels` (label placement), `chart_svg` (the drawing),
`value_table`, `figure_html` (both on the page), `value_files` (CSV and a workbook).
"""

__all__: list[str] = []

"""Tables in a plain text → statements, each figure with its heads and unit.

Text copied from a page has the cells of a row separated by tabs, spaces or bars (`粮食总产量  万吨
119.8`), or each cell on its own line. Adjacent rows of one shape are a table. One drawn with signs
is read by `drawn_tables`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from embeddings.language.figures import find_figures
from embeddings.parsing.lines.drawn_tables import TextTable, drawn_tables
from embeddings.reading import Line
from embeddings.reading.tables import Cell, expanded, table_lines
from embeddings.records import Change
from embeddings.text.folding import fold

__all__ = ["TEXT_TABLE", "read_text_tables"]

TEXT_TABLE = "text-table"  # name of the rule in the table of cleaning rules
_BAR = re.compile("[ \u00a0\u3000\\t]*[|｜][ \u00a0\u3000\\t]*")
_GAP = re.compile("\\t+|[ \u00a0\u3000]{2,}")
_SPACE = re.compile("[ \u00a0\u3000\\t]+")
_SENTENCE = re.compile("[。！？；，]")
_NUMBER = re.compile("[-+−－—–]?\\d[\\d,，]*(?:[.．]\\d+)?[%％‰]?")
_EMPTY_CELL = re.compile("[-—–－/…]{1,3}")
_HEAD = re.compile(
    "项目|指标|名称|序号|类别|内容|事项|任务|地区|县区|区县|单位|年度|年份|年末|绝对|数值|数量|目标|比上年|比重|增长|增速|"
    "完成|计划|责任|合计|进度|时限|产量|产值|^(?:19|20)\\d\\d年?$"
)
_UNIT_LINE = re.compile("^.{0,40}?[（(]?(?:计量)?单位[：:].{1,12}$")
_CONTINUES = tuple("、，；：。！？）)》”…")  # no cell begins so
_LONGEST_CELL = 30  # characters; a longer line is text
_LONGEST_ROW = 300
_LONGEST_HEAD = 14  # of the cell of a head
_FEWEST_ROWS = 2
_FEWEST_SPACED = 3  # minimum cells of a row separated by single spaces


def read_text_tables(lines: Sequence[Line]) -> tuple[list[Line], list[Change]]:
    """Return the lines with each table's cells in statements, and what was changed."""
    tables = [*drawn_tables(lines), *_spaced_tables(lines), *_stacked_tables(lines)]
    found: list[Line] = []
    changes: list[Change] = []
    place = 0
    for table in sorted(tables, key=lambda table: table.first):
        if table.first < place:
            continue
        found += lines[place : table.first]
        above = (text for line in reversed(found) if (text := line.text.strip()))
        caption = next(above, "")
        width = max(map(len, table.rows))
        grid = expanded(
            [Cell(text=text, columns=width // len(row)) for text in row] for row in table.rows
        )
        texts = table_lines(grid, caption=caption if _UNIT_LINE.search(caption) else "")
        first = lines[table.first]
        found += [replace(first, text=text, whole=True) for text in texts]
        before = "\n".join(line.text for line in lines[table.first : table.last + 1])
        after = "\n".join(texts)
        changes.append(Change(rule=TEXT_TABLE, line=first.number, before=before, after=after))
        place = table.last + 1
    return [*found, *lines[place:]], changes


def _spaced_tables(lines: Sequence[Line]) -> list[TextTable]:
    """Return the tables whose rows are lines with cells separated by tabs or spaces."""
    found: list[TextTable] = []
    run: list[tuple[int, tuple[str, ...]]] = []
    for place, line in enumerate([*lines, None]):
        cells = _cells(line) if line is not None else ()
        if line is not None and not line.text.strip() and run:
            continue
        if run and len(cells) != len(run[0][1]):
            found += _table_of(run)
            run = []
        if cells:
            run.append((place, cells))
    return found


def _cells(line: Line) -> tuple[str, ...]:
    text = line.text.strip()
    if line.whole or line.heading or len(text) > _LONGEST_ROW or _SPACE.search(text) is None:
        return ()
    if _SENTENCE.search(_numbers_aside(text)):
        return ()
    gaps = ((_BAR, 2),) if _BAR.search(text) else ((_GAP, 2), (_SPACE, _FEWEST_SPACED))
    for pattern, fewest in gaps:
        cells = tuple(cell.strip() for cell in pattern.split(text))
        if len(cells) >= fewest and all(len(cell) <= _LONGEST_CELL for cell in cells):
            return cells
    return ()


def _numbers_aside(text: str) -> str:
    return re.sub("\\d，\\d{3}", "", text)


def _table_of(run: Sequence[tuple[int, tuple[str, ...]]]) -> list[TextTable]:
    rows = tuple(cells for _, cells in run)
    valued = [row for row in rows if any(_is_value(cell) for cell in row[1:])]
    worded = [row for row in rows if not _is_value(row[0]) or len(row) >= _FEWEST_SPACED]
    if len(valued) < _FEWEST_ROWS or len(worded) < len(rows):
        return []
    return [TextTable(first=run[0][0], last=run[-1][0], rows=rows)]


def _is_value(text: str) -> bool:
    """Return whether a cell holds one figure and nothing else."""
    bare = fold(text).strip().rstrip("。；;")
    if not any(map(str.isdigit, bare)) or re.fullmatch("(?:19|20)\\d\\d年?", bare):
        return False
    if _NUMBER.fullmatch(bare):
        return True
    figures = find_figures(bare)
    return len(figures) == 1 and figures[0].start == 0 and figures[0].end == len(bare)


def _stacked_tables(lines: Sequence[Line]) -> list[TextTable]:
    """Return the tables whose cells are lines: labels, then values, in groups of one shape."""
    found: list[TextTable] = []
    run: list[int] = []
    for place, line in enumerate([*lines, None]):
        if line is not None and not line.text.strip():
            continue
        if line is not None and _is_cell(line):
            run.append(place)
            continue
        if line is None or not line.text.strip().startswith(_CONTINUES):  # a sentence cut by links
            found += _grouped(lines, run)
        run = []
    return found


def _is_cell(line: Line) -> bool:
    text = line.text.strip()
    if line.whole or line.heading or len(text) > _LONGEST_CELL or _SPACE.search(text):
        return False
    if text.startswith(_CONTINUES):
        return False
    return _is_value(text) or _SENTENCE.search(text) is None


def _grouped(lines: Sequence[Line], run: Sequence[int]) -> list[TextTable]:
    texts = [lines[place].text.strip() for place in run]
    values = [
        _is_value(text) or (at > 0 and _EMPTY_CELL.fullmatch(text) is not None)
        for at, text in enumerate(texts)
    ]
    groups: list[list[int]] = []  # of places in the run: labels, then values
    for at, value in enumerate(values):
        if not groups or (not value and at > 0 and values[at - 1]):
            groups.append([])
        groups[-1].append(at)
    if groups and not values[groups[-1][-1]]:
        groups.pop()  # the line after the table
    shapes = Counter(_shape(group, values) for group in groups[1:])
    if len(groups) < _FEWEST_ROWS or not shapes:
        return []
    (labels, width), count = shapes.most_common(1)[0]
    first_labels, first_width = _shape(groups[0], values)
    if width == 0 or count < len(groups) - 1 or first_width != width or first_labels < labels:
        return []
    columns = labels + width
    head_end = first_labels - labels
    head = texts[max(0, head_end - columns) : head_end]
    named = len(head) == columns and _is_head(head)
    start = head_end - columns if named else head_end
    rows = [tuple(head)] if named else []
    rows += [tuple(texts[at].rstrip("。；;") for at in group[-columns:]) for group in groups]
    return [TextTable(first=run[start], last=run[groups[-1][-1]], rows=tuple(rows))]


def _is_head(cells: Sequence[str]) -> bool:
    known = [_HEAD.search(cell) is not None for cell in cells]
    if any(len(cell) > _LONGEST_HEAD for cell in cells):
        return False
    return all(known) or (len(cells) >= _FEWEST_SPACED and known[0] and 2 * sum(known) > len(cells))


def _shape(group: Sequence[int], values: Sequence[bool]) -> tuple[int, int]:
    width = sum(values[at] for at in group)
    return len(group) - width, width

"""Facts that stand in a form of their own.

`ranks` (居全省第3位) and `structures` (三次产业结构为9.1:45.3:45.6), both completed from
`named_facts`.
"""

__all__: list[str] = []

"""Facts looked up for a question → an answer with every figure cited, or a refusal with its reason.

`statements` (facts quoted and labelled), `single` (one figure), `tables` (rows of years or
places), `calculations` (over their cells), `derived` (what no report states, from figures that one
states), `bounds` (what is beyond a bound, and since when), `refusals` (which condition no fact
meets), `sentences` (one answer of several figures), `table_draft` (the draft of a whole table),
`quoted/` (answers quoted from passages, checked against the facts), `answerer` (`FactAnswerer`,
which chooses among them).
"""

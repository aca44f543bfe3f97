"""Recognition of inputs that are no questions to reports, before anything is searched.

`kinds` (of input), `features` and `classifier` (the kind of a text, learned from examples), `posts`
(谁 + post: the name that a report gives), `forms` (画成表, after an answer), `recognition` (the
kind of a text in its conversation), `open_follow_ups` (after a question without an answer),
`guidance` (the answer without a search).
"""

__all__: list[str] = []

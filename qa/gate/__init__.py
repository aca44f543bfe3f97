"""What is no question to reports, told before anything is searched.

`kinds` (what people type), `features` and `classifier` (which kind a text is, learned from
examples), `posts` (谁 + post: a name bound to it), `recognition` (the kind of a text in its
conversation), `guidance` (what is answered instead).
"""

__all__: list[str] = []

"""An index in segments: each has some of the reports, with all that is stored of them.

`segment` (a state and the files that it was read from), `reading` (a snapshot's segments),
`writing` (which are written, merged or kept), `facts` (the facts of all), `searching` (one index
searched in parts, by the statistics of all).
"""

__all__: list[str] = []

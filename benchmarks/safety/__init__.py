"""What may not happen, tried on purpose.

`damage` (bytes of an index flipped), `interruptions` (`writers` killed, out of disk, not allowed),
`odd_files` (files made to take long), `same_answers` (one question in many processes and orders),
`memory` (thousands of questions and changes, and what the server keeps).
"""

__all__: list[str] = []

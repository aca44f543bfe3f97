"""What may not happen, tried on purpose.

`damage` (bytes of an index flipped), `interruptions` (`writers` killed, out of disk, not allowed),
`odd_files` (files made to take long), `same_answers` (one question in many processes and orders),
`memory` (thousands of questions and changes, and what the server keeps), `fuzz` (any bytes; with
`page_targets`, anything that the page is sent), `perturbation` (other ways of putting a question),
`first_visit` (a question after others), `worst_questions` (what the costliest ones take),
`corruption` (answers falsified for the checker).
"""

__all__: list[str] = []

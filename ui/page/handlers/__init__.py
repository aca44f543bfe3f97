"""The handlers of the page's events.

`question_request` (a question with its `filters`), `questions` and `answers`, `exports`,
`conversations`, `reading`, `comparison`, `library`, `settings`; `choices`, `whole_page` and
`arrival` update the whole page.
"""

__all__: list[str] = []

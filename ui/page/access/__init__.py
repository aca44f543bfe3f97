"""Access control of the server.

`origins` (middleware: allowed hosts and origins), `paths` (middleware: only what the page and
programs use is served), `bodies` (middleware: how large a request may be), `event_faults`
(middleware: unknown events and tabs are refused), `upload_quota` (bytes an hour), `upload_guard`
(middleware: who uploads what, and how much), `cookies` (middleware: login cookies are limited to
this site), `passwords` (hashed, one line a person), `logins` (the login file), `attempts` (delay
and lockout), `basic` (middleware: programs log in with HTTP Basic), `audit` (a line for each change
of the library).
"""

__all__: list[str] = []

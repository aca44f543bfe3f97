"""Access control of the server.

`origins` (middleware: allowed hosts and origins), `cookies` (middleware: login cookies are limited
to this site), `passwords` (hashed, one line a person), `logins` (the login file), `attempts` (delay
and lockout), `basic` (middleware: programs log in with HTTP Basic), `upload_guard` (middleware: no
files where the library cannot be changed), `audit` (a line for each change of the library).
"""

__all__: list[str] = []

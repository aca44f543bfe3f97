"""Downloads of the page, passed to the browser without a file on disk."""

import base64
import json
import re

__all__ = ["WORD", "WORKBOOK", "file_stem", "offered_file"]

_OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{_OFFICE}.wordprocessingml.document"
WORKBOOK = f"{_OFFICE}.spreadsheetml.sheet"

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*\s.]+')


def file_stem(title: str) -> str:
    """Return a portable file name made from a title."""
    return _UNSAFE.sub("-", title).strip("-")[:60] or "govreport"


def offered_file(name: str, media_type: str, content: bytes) -> str:
    """Return a file as JSON; the page's script saves it under its name."""
    encoded = base64.b64encode(content).decode("ascii")
    return json.dumps({"name": name, "type": media_type, "content": encoded})

"""JSON from people's files, all of whose faults are one error."""

import json
from typing import Any

__all__ = ["parse_json"]


def parse_json(text: str) -> Any:
    """Return the value that `text` holds.

    Raises:
        json.JSONDecodeError: if it holds none, or one that Python cannot: a number of thousands
            of digits, nesting thousands deep.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError) as err:
        raise json.JSONDecodeError(str(err), text, 0) from err

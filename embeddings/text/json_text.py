"""JSON of user files, parsed so that every fault raises one error."""

import json
from typing import Any

__all__ = ["parse_json"]


def parse_json(text: str) -> Any:
    """Return the value of the JSON text.

    Raises:
        json.JSONDecodeError: if it is malformed, or exceeds Python's limits: a number of thousands
            of digits, nesting thousands deep.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError) as err:
        raise json.JSONDecodeError(str(err), text, 0) from err

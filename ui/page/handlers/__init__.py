"""What happens on the page.

`questions`, `conversations`, `library`, `navigation`: each wires its events to the components.
"""

__all__: list[str] = []

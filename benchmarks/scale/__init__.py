"""What 10,000, 100,000 and more reports cost.

`corpus` makes them of real paragraphs, `scale` measures, `growth` writes table and drawing.
"""

__all__: list[str] = []

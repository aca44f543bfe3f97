"""What the product is made of.

`pins` (requirements.lock and constraints.txt, read), `bundled` (the models and tables in the wheel,
with their licences), `materials` (both as a CycloneDX bill of materials), `audit` (the pins asked
after at an index that knows advisories). None of it is part of the wheel.
"""

__all__: list[str] = []

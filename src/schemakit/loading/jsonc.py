"""JSONC: JSON with comments and commas after the last element, as editors keep their settings in."""

from functools import partial
from typing import Final

from schemakit.loading import relaxed_reading

values: Final = partial(relaxed_reading.values, json5=False)
places: Final = partial(relaxed_reading.places, json5=False)

"""JSON5 (spec.json5.org): JSON in the spelling of ECMAScript 5.1."""

from functools import partial
from typing import Final

from schemakit.loading import relaxed_reading

values: Final = partial(relaxed_reading.values, json5=True)
places: Final = partial(relaxed_reading.places, json5=True)

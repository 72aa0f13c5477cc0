"""Starting the fast engine in a process of our own."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Final

#: Each brings the engine, where somebody else was here first.
_LOADED: Final = frozenset({"email.utils", "jsonschema_rs"})


def import_engine() -> None:
    """Import jsonschema_rs for a third less than it costs otherwise, where nothing else runs in this process yet.

    While it is imported it has ``email.utils`` read the date it was built on, which brings sockets, random numbers and
    half of ``email``. Nobody asks for that date, so a stand-in keeps the text of it. An engine that wants more of
    ``email.utils`` is imported as usual, by its door.
    """
    if _LOADED.intersection(sys.modules):
        return
    stand_in = ModuleType("email.utils")
    stand_in.parsedate_to_datetime = str  # type: ignore[attr-defined] # that is the point
    sys.modules["email.utils"] = stand_in
    try:
        import_module("jsonschema_rs")
    except (AttributeError, ImportError):
        sys.modules.pop("jsonschema_rs", None)
    finally:
        del sys.modules["email.utils"]

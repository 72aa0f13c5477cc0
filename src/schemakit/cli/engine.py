"""Starting the fast engine, and the parser of rows, in a process of our own."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Final

#: Each brings the engine, where somebody else was here first.
_LOADED: Final = frozenset({"email.utils", "jsonschema_rs"})
_BACKPORTS: Final = "typing_extensions"


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


def import_parser() -> None:
    """Import msgspec, where it is installed, for half of what it costs otherwise.

    It asks ``typing_extensions`` for what ``typing`` has in every Python we run on, and falls back to ``typing`` where
    there are no such extensions: so there are none while it is imported.
    """
    if not {_BACKPORTS, "msgspec"}.isdisjoint(sys.modules):
        return
    sys.modules[_BACKPORTS] = None  # type: ignore[assignment] # "not to be imported" (Language Reference, section 5.3.1)
    try:
        import_module("msgspec")
    except ImportError:
        pass  # who needs it says what to install
    finally:
        del sys.modules[_BACKPORTS]

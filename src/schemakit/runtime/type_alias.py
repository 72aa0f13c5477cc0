"""Names for types, ``type X = ...`` of Python 3.12, in every Python we run on and without another package.

Type checkers know the name by where they think that it comes from.
"""

import sys
from typing import TYPE_CHECKING, Any, Union, final

__all__ = ["TypeAliasType"]

if TYPE_CHECKING:
    from typing_extensions import TypeAliasType
elif sys.version_info >= (3, 12):
    from typing import TypeAliasType
else:

    @final
    class TypeAliasType:
        """A name for a type, which may come back to itself.

        Attributes:
            __value__: what it stands for; as text where that names what is not defined yet.
        """

        def __init__(self, name: str, value: Any) -> None:  # noqa: ANN401 - any type form
            """Name a type in the module that asks."""
            self.__name__ = name
            self.__value__ = value
            self.__module__ = sys._getframe(1).f_globals["__name__"]  # noqa: SLF001 - as typing.TypeVar finds it

        def __repr__(self) -> str:
            """Return the name."""
            return self.__name__

        def __or__(self, other: Any) -> Any:  # noqa: ANN401 - any type form
            """Return the union with another type."""
            return Union[self, other]  # noqa: UP007 - this is how ``|`` is made

        def __ror__(self, other: Any) -> Any:  # noqa: ANN401 - any type form
            """Return the union with another type."""
            return Union[other, self]  # noqa: UP007 - this is how ``|`` is made

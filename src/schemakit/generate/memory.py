"""Imports a generated package from memory: the same files, without a folder."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from threading import Lock
from types import ModuleType
from typing import Final, final

from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.on_disk import digest

#: Two threads that make the same package would take it out of ``sys.modules`` while the other is importing it.
_ONE_AT_A_TIME: Final = Lock()


@final
class _Loader(InspectLoader, MetaPathFinder):
    """Finds and loads the modules of one package."""

    def __init__(self, package: str, files: Sequence[GeneratedFile]) -> None:
        self._sources: Mapping[str, str] = {
            package if file.path.stem == "__init__" else f"{package}.{file.path.stem}": file.text
            for file in files
            if file.path.suffix == ".py"
        }
        self._package = package

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        del path, target
        return spec_from_loader(fullname, self) if fullname in self._sources else None

    def is_package(self, fullname: str) -> bool:
        return fullname == self._package

    def get_source(self, fullname: str) -> str:
        return self._sources[fullname]


def import_package(files: Sequence[GeneratedFile], modules: Sequence[str]) -> Mapping[str, ModuleType]:
    """Import the named modules of a package, and return them; ``""`` is the package itself.

    The package is called after its content and does not stay in ``sys.modules``: nobody could import it by name.
    """
    package = f"schemakit_models_{digest(''.join(file.text for file in files))[:16]}"
    with _ONE_AT_A_TIME, _findable(_Loader(package, files), package):
        return {name: import_module(f"{package}.{name}" if name else package) for name in ("", *modules)}


@contextmanager
def _findable(loader: _Loader, package: str) -> Iterator[None]:
    sys.meta_path.insert(0, loader)
    try:
        yield
    finally:
        sys.meta_path.remove(loader)
        for name in list(sys.modules):  # a copy: other threads may be importing something
            if name == package or name.startswith(f"{package}."):
                del sys.modules[name]

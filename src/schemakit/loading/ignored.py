"""What ``.gitignore`` files leave out: their format is documented in gitignore(5)."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, final

from schemakit.core.record import dataclass
from schemakit.loading.globs import compiled
from schemakit.loading.opening import open_bytes

#: A file of rules that is larger is no file of rules.
_MOST_BYTES: Final = 1_000_000


@final
@dataclass(frozen=True, slots=True)
class Rules:
    """What one ``.gitignore`` says about the paths below its folder.

    Attributes:
        folder: absolute, with a slash at its end.
        rules: the pattern of a path relative to the folder; whether it is for folders only; whether a match keeps the
            path. The last rule that matches decides.
    """

    folder: str
    rules: tuple[tuple[re.Pattern[str], bool, bool], ...]

    def decide(self, path: str, *, is_folder: bool) -> bool | None:
        """Tell whether an absolute path below the folder is ignored; None where nothing is said about it."""
        relative = path[len(self.folder) :]
        for pattern, folders_only, keeps in reversed(self.rules):
            if (is_folder or not folders_only) and pattern.fullmatch(relative):
                return not keeps
        return None


def is_ignored(path: str, rules: Iterable[Rules], *, is_folder: bool) -> bool:
    """Tell whether a path is ignored by rules, those of the outermost folder first."""
    decided = (one.decide(path, is_folder=is_folder) for one in reversed(tuple(rules)))
    return next((decision for decision in decided if decision is not None), False)


def rules_above(folder: Path) -> tuple[Rules, ...]:
    """Return the rules that hold in a folder because of the folders above it, up to the top of the repository."""
    absolute = Path(os.path.abspath(folder))  # noqa: PTH100 - as named: links are part of a repository's paths
    above: list[Rules] = []
    for candidate in (absolute, *absolute.parents):
        if candidate != absolute:
            above.append(rules_in(candidate))
        if os.path.exists(candidate / ".git"):  # noqa: PTH110 - Path.exists fails below a folder that is closed
            above.append(_read(candidate / ".git" / "info" / "exclude", candidate))
            return tuple(reversed(above))
    return ()


def rules_in(folder: Path) -> Rules:
    """Return the rules of a folder's own ``.gitignore``, none where there is no such file."""
    return _read(folder / ".gitignore", folder)


def _read(file: Path, folder: Path) -> Rules:
    absolute = os.path.join(os.path.abspath(folder), "")  # noqa: PTH100, PTH118 - a slash at its end
    try:
        with open_bytes(file) as stream:
            text = stream.read(_MOST_BYTES).decode(errors="replace")
    except OSError:  # not there, or not to be read, which git passes over, too
        return Rules(absolute, ())
    rules = (_rule(line.removesuffix("\r")) for line in text.removeprefix("\ufeff").split("\n"))
    return Rules(absolute, tuple(rule for rule in rules if rule is not None))


def _rule(line: str) -> tuple[re.Pattern[str], bool, bool] | None:
    if line.startswith("#"):
        return None
    keeps = line.startswith("!")
    pattern = _without_spaces(line[keeps:])
    folders_only = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    if not pattern:
        return None
    return compiled(pattern.removeprefix("/"), anywhere="/" not in pattern), folders_only, keeps


def _without_spaces(pattern: str) -> str:
    r"""Return a pattern without the spaces at its end, but for one that a backslash takes as it is."""
    rest = pattern.rstrip(" ")
    is_escaped = (len(rest) - len(rest.rstrip("\\"))) % 2 == 1
    return pattern[: len(rest) + is_escaped]

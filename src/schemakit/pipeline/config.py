"""The settings of a run: command line over environment over file over default.

``cli/config.schema.json`` describes the file; ``SETTINGS`` is the table that all readers share.
"""

import os
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, final

from schemakit.core.errors import ConfigError
from schemakit.core.finding import Severity
from schemakit.core.near import nearest
from schemakit.core.record import dataclass

Shape: TypeAlias = Literal["text", "texts", "path", "paths", "count", "flag", "patterns", "severities", "jobs"]


@final
@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the configuration file, and of the environment as ``SCHEMAKIT_<KEY>``."""

    shape: Shape
    choices: tuple[str, ...] = ()


SETTINGS: Final[Mapping[str, Setting]] = MappingProxyType(
    {
        "schemas": Setting("paths"),
        "out": Setting("path"),
        "target": Setting("text"),
        "names": Setting("texts"),
        "view": Setting("text", ("request", "response", "both")),
        "standalone": Setting("flag"),
        "generate": Setting("jobs"),
        "formats": Setting("text", ("assert", "annotation")),
        "nullable": Setting("text", ("intent", "strict")),
        "dialect": Setting("text"),
        "data": Setting("patterns"),
        "select": Setting("texts"),
        "ignore": Setting("texts"),
        "severity": Setting("severities"),
        "max-examples": Setting("count"),
        "format": Setting("text", ("full", "concise", "json", "jsonl", "github", "gitlab", "junit", "sarif")),
        "color": Setting("text", ("auto", "always", "never")),
    }
)

#: Settings that a job of ``generate`` can have of its own.
OF_JOBS: Final = ("schemas", "out", "target", "names", "view", "standalone", "formats", "nullable", "dialect")

#: Settings that need a file: no variable can hold them.
_TABLES: Final = frozenset({"patterns", "severities", "jobs"})


@final
@dataclass(frozen=True, slots=True)
class Job:
    """A package to generate: what people call it, and the settings that hold for it."""

    name: str
    config: "Config"


@final
@dataclass(frozen=True, slots=True)
class Config:
    """The settings that hold.

    Attributes:
        schemas: files, folders and OpenAPI documents that hold the schemas, relative to the working directory.
        out: folder of the generated package.
        target: what to generate.
        names: schemas to generate; none: all.
        view: which way the values of generated types go; None: no way in particular.
        standalone: whether a generated package brings its runtime.
        generate: the packages to generate, where there is more than one to be had.
        formats: whether ``format`` is asserted.
        nullable: how OpenAPI's ``nullable`` is read.
        dialect: of documents that name none; None: 2020-12.
        data: from a glob pattern of data files to the name of their schema, in the order of the file.
        select: codes and names of findings to report although they are off by default.
        ignore: codes and names of findings to leave out.
        severity: from a code or name to how much it matters here.
        max_examples: payloads of each kind that ``fuzz`` tries on a schema.
        format: of the report on stdout.
        color: when to use colours.
    """

    schemas: tuple[str, ...] = ("schemas",)
    out: str = "generated"
    target: str = "pydantic"
    names: tuple[str, ...] = ()
    view: Literal["request", "response", "both"] | None = None
    standalone: bool = False
    generate: tuple[Job, ...] = ()
    formats: Literal["assert", "annotation"] = "assert"
    nullable: Literal["intent", "strict"] = "intent"
    dialect: str | None = None
    data: tuple[tuple[str, str], ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    max_examples: int = 100
    format: str = "full"
    color: Literal["auto", "always", "never"] = "auto"


def configuration(arguments: Namespace) -> Config:
    """Return the settings for a run.

    Raises:
        ConfigError: the file or a variable says something that cannot be.
    """
    named = getattr(arguments, "config", None) or os.environ.get("SCHEMAKIT_CONFIG")
    file = Path(named) if named else _nearest(Path.cwd())
    values = dict(_from_file(file)) if file else {}
    values |= dict(_from_environment(os.environ))
    said = vars(arguments)
    line = {key: said[_field(key)] for key in SETTINGS if said.get(_field(key)) is not None}
    jobs: Mapping[str, Mapping[str, Any]] = values.pop("generate", {})
    made = tuple(Job(name, _config({**values, **settings, **line})) for name, settings in jobs.items())
    return _config(values | line, generate=made)


def _config(values: Mapping[str, Any], generate: tuple[Job, ...] = ()) -> Config:
    fields: dict[str, Any] = {
        _field(key): tuple(value) if isinstance(value, list) else value for key, value in values.items()
    }
    return Config(**fields, generate=generate)


def _nearest(folder: Path) -> Path | None:
    """Return the configuration file of the nearest folder that has one, looking no higher than the repository."""
    for candidate in (folder, *folder.parents):
        own, shared = candidate / "schemakit.toml", candidate / "pyproject.toml"
        if own.is_file():
            return own
        if shared.is_file() and _may_speak_to_us(shared) and _own_table(_parsed(shared)) is not None:
            return shared
        if (candidate / ".git").exists():
            return None
    return None


def _may_speak_to_us(shared: Path) -> bool:
    """Tell whether the bytes of a file can name us: parsing a ``pyproject.toml`` costs a tenth of a small run."""
    try:
        data = shared.read_bytes()
    except OSError:
        return True  # and reading it says why it cannot be read
    return b"schemakit" in data or b"\\" in data  # an escape may spell it, too


def _own_table(document: Mapping[str, Any]) -> object:
    """Return what a ``pyproject.toml`` says to us; None where it says nothing."""
    tool = document.get("tool")
    return tool.get("schemakit") if isinstance(tool, dict) else None


def _from_file(file: Path) -> Iterator[tuple[str, Any]]:
    document = _parsed(file)
    shown = os.path.relpath(file)
    table = _own_table(document) if file.name == "pyproject.toml" else document
    if table is None:
        return
    if not isinstance(table, dict):
        raise ConfigError(f"{shown}: `tool.schemakit` must be a table")
    folder = Path(os.path.relpath(file.parent))
    yield from _settings(table, SETTINGS, shown, folder)


def _settings(
    table: Mapping[str, Any], known: Mapping[str, Setting], where: str, folder: Path
) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        setting = known.get(key)
        if setting is None:
            close = nearest(key, known)
            way_out = f"did you mean `{close}`?" if close is not None else f"the keys are {', '.join(known)}"
            raise ConfigError(f"{where}: there is no setting `{key}`", help=way_out)
        checked = _checked(value, key, setting, where)
        yield key, _jobs(value, where, folder) if setting.shape == "jobs" else _located(checked, setting, folder)


def _jobs(tables: Mapping[str, Mapping[str, Any]], where: str, folder: Path) -> Mapping[str, Mapping[str, Any]]:
    known = {key: SETTINGS[key] for key in OF_JOBS}
    jobs = {name: dict(_settings(table, known, f"{where}: generate.{name}", folder)) for name, table in tables.items()}
    outs: dict[str, str] = {}
    for name, settings in jobs.items():
        out = settings.get("out")
        if out is None:
            raise ConfigError(f"{where}: generate.{name} does not say where: its `out` is missing")
        if outs.setdefault(out, name) != name:
            raise ConfigError(f"{where}: generate.{outs[out]} and generate.{name} have the same `out`: {out}")
    return jobs


def _from_environment(environment: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for key, setting in SETTINGS.items():
        variable = f"SCHEMAKIT_{_field(key).upper()}"
        text = environment.get(variable)
        if text and setting.shape not in _TABLES:
            yield key, _checked(_read(text, setting.shape), key, setting, variable)


def _parsed(file: Path) -> dict[str, Any]:
    tomllib = import_module("tomllib")
    try:
        document: dict[str, Any] = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{os.path.relpath(file)}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{os.path.relpath(file)}: is not TOML: {error}") from None
    return document


def _read(text: str, shape: Shape) -> object:
    """Return what a variable's text means; text that means nothing is returned as it is, to be refused."""
    match shape:
        case "paths":
            return text.split(os.pathsep)
        case "texts":
            return [part.strip() for part in text.split(",")]
        case "count":
            return int(text) if text.isdecimal() else text
        case "flag":
            return {"true": True, "false": False}.get(text, text)
        case _:
            return text


def _checked(value: object, key: str, setting: Setting, where: str) -> object:
    """Return the value if the setting can hold it."""
    if not _FITS[setting.shape](value):
        raise ConfigError(f"{where}: `{key}` must be {_WANTED[setting.shape]}")
    if setting.choices and value not in setting.choices:
        close = nearest(str(value), setting.choices)
        way_out = f'did you mean "{close}"?' if close is not None else ""
        raise ConfigError(f"{where}: `{key}` must be one of {', '.join(setting.choices)}", help=way_out)
    return value


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_path(value: object) -> bool:
    return isinstance(value, str) and "\0" not in value


def _is_paths(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_path, value))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_tables(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, dict) for item in value.values())


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


def _is_severities(value: object) -> bool:
    return isinstance(value, dict) and all(item in list(Severity) for item in value.values())


_FITS: Final[Mapping[Shape, Callable[[object], bool]]] = {
    "text": _is_text,
    "texts": _is_texts,
    "path": _is_path,
    "paths": _is_paths,
    "count": _is_count,
    "flag": _is_flag,
    "patterns": _is_table,
    "severities": _is_severities,
    "jobs": _is_tables,
}
_WANTED: Final[Mapping[Shape, str]] = {
    "text": "a string",
    "texts": "an array of strings",
    "path": "a path",
    "paths": "an array of paths",
    "count": "a whole number from 1",
    "flag": "true or false",
    "jobs": "a table of tables, one for each package: [generate.NAME]",
    "patterns": "a table from patterns of file names to names of schemas",
    "severities": "a table from codes or names to error, warning or opinion",
}


def _located(value: Any, setting: Setting, folder: Path) -> object:  # noqa: ANN401 - checked just before
    """Return the value with its paths taken from the folder of the file that wrote them."""
    match setting.shape:
        case "paths":
            return [os.path.normpath(folder / path) for path in value]
        case "path":
            return os.path.normpath(folder / value)
        case "severities":
            return tuple(value.items())
        case "patterns":
            return tuple((os.path.normpath(folder / pattern), name) for pattern, name in value.items())
        case _:
            return value


def _field(key: str) -> str:
    return key.replace("-", "_")

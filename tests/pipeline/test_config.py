"""Command line over environment over file over default; nothing unknown is passed over in silence."""

import json
from argparse import Namespace
from dataclasses import fields
from pathlib import Path

import pytest

import schemakit
from schemakit import cli
from schemakit.core.errors import ConfigError
from schemakit.pipeline.config import OF_JOBS, SETTINGS, Config, configuration

SCHEMA = json.loads(Path(cli.__file__).with_name("config.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for key in SETTINGS:
        monkeypatch.delenv(f"SCHEMAKIT_{key.replace('-', '_').upper()}", raising=False)
    return tmp_path


def test_defaults_hold_where_nobody_said_anything() -> None:
    assert configuration(Namespace()) == Config()


def test_the_order_is_command_line_environment_file_default(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "schemakit.toml").write_text('formats = "annotation"\nnullable = "strict"\ntarget = "file"\n')
    monkeypatch.setenv("SCHEMAKIT_NULLABLE", "intent")
    monkeypatch.setenv("SCHEMAKIT_TARGET", "environment")
    settings = configuration(Namespace(target="line", formats=None))
    assert (settings.formats, settings.nullable, settings.target, settings.out) == (
        "annotation",
        "intent",
        "line",
        "generated",
    )


def test_pyproject_counts_only_with_our_table(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.schemakit]\nout = "models"\n')
    inner = folder / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert configuration(Namespace(config=None)).out == "models"


def test_paths_are_relative_to_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "schemakit.toml").write_text(
        'schemas = ["a", "/abs"]\nout = "b"\n[data]\n"c/*.json" = "Name"\n[severity]\nSK101 = "warning"\n'
    )
    (folder / "sub").mkdir()
    monkeypatch.chdir(folder / "sub")
    settings = configuration(Namespace())
    assert settings.schemas == ("../a", "/abs")
    assert settings.out == "../b"
    assert settings.data == (("../c/*.json", "Name"),)
    assert settings.severity == (("SK101", "warning"),)


def test_nothing_above_the_repository_is_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "schemakit.toml").write_text('out = "outside"\n')
    (folder / "repository" / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder / "repository")
    assert configuration(Namespace()) == Config()


def test_a_file_is_taken_where_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "other.toml").write_text('out = "other"\n')
    assert configuration(Namespace(config="other.toml")).out == "other"
    monkeypatch.setenv("SCHEMAKIT_CONFIG", "other.toml")
    assert configuration(Namespace()).out == "other"


def test_variables_are_read_as_their_setting_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHEMAKIT_IGNORE", "SK101, nullable-keyword")
    monkeypatch.setenv("SCHEMAKIT_MAX_EXAMPLES", "7")
    settings = configuration(Namespace())
    assert settings.ignore == ("SK101", "nullable-keyword")
    assert settings.max_examples == 7


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fromats = 1", "did you mean `formats`?"),
        ("frobnicate = 1", "the keys are schemas"),
        ('formats = "asert"', 'did you mean "assert"?'),
    ],
)
def test_what_is_nearly_right_gets_a_suggestion(folder: Path, text: str, said: str) -> None:
    (folder / "schemakit.toml").write_text(text)
    with pytest.raises(ConfigError) as refused:
        configuration(Namespace())
    assert said in refused.value.help


WRONG = {
    "text": 1,
    "texts": ["a", 1],
    "path": [],
    "paths": "schemas",
    "count": 0,
    "patterns": {"a": 1},
    "severities": {"SK101": "fatal"},
    "flag": "yes",
    "jobs": {"api": "models"},
}


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("schemakit.toml", 'severity = { SK101 = ["error"] }'),
        ("schemakit.toml", 'schemas = ["a\\u0000b"]'),
        ("schemakit.toml", 'out = "a\\u0000b"'),
        ("pyproject.toml", "[tool]\nschemakit = 1"),
    ],
)
def test_what_no_setting_can_be_is_a_mistake_and_no_bug(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text)
    with pytest.raises(ConfigError):
        configuration(Namespace())


@pytest.mark.parametrize("text", ['tool = "schemakit"', "tool = [{ schemakit = 1 }]", "schemakit = 1"])
@pytest.mark.parametrize("named", [None, "pyproject.toml"])
def test_a_pyproject_without_our_table_says_nothing(folder: Path, text: str, named: str | None) -> None:
    (folder / "pyproject.toml").write_text(text)
    assert configuration(Namespace(config=named)) == Config()


@pytest.mark.parametrize("key", SETTINGS)
def test_a_setting_refuses_what_it_cannot_hold_and_so_does_the_schema(folder: Path, key: str) -> None:
    wrong = WRONG[SETTINGS[key].shape]
    text = json.dumps(wrong).replace(":", " =")
    (folder / "schemakit.toml").write_text(f"{key} = {text}\n")
    with pytest.raises(ConfigError):
        configuration(Namespace())
    validator = schemakit.from_schema(SCHEMA, name="Config").validator("Config")
    assert not validator.is_valid({key: wrong})


def test_a_job_is_between_the_command_line_and_the_rest_of_the_file(folder: Path) -> None:
    (folder / "schemakit.toml").write_text(
        'target = "file"\nview = "request"\n'
        '[generate.api]\nout = "api"\n'
        '[generate.wire]\nout = "wire"\ntarget = "job"\nstandalone = true\nnames = ["Run"]\n'
    )
    api, wire = configuration(Namespace()).generate
    assert (api.name, api.config.out, api.config.target, api.config.standalone) == ("api", "api", "file", False)
    assert (wire.config.target, wire.config.view, wire.config.names) == ("job", "request", ("Run",))
    assert wire.config.standalone
    assert [job.config.target for job in configuration(Namespace(target="line")).generate] == ["line", "line"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[generate.api]\nout = "a"\ntraget = "pydantic"\n', "generate.api: there is no setting `traget`"),
        ('[generate.api]\ntarget = "pydantic"\n', "generate.api does not say where: its `out` is missing"),
        ('[generate.api]\nout = "a"\n[generate.b]\nout = "a/"\n', "generate.api and generate.b have the same `out`"),
        ('[generate.api]\nout = "a"\nview = "reqest"\n', "`view` must be one of request, response, both"),
        ('[generate]\nout = "a"\n', "`generate` must be a table of tables"),
    ],
)
def test_a_job_that_cannot_be_is_refused(folder: Path, text: str, said: str) -> None:
    (folder / "schemakit.toml").write_text(text)
    with pytest.raises(ConfigError) as refused:
        configuration(Namespace())
    assert said in refused.value.message


def test_the_schema_accepts_what_the_reader_accepts(folder: Path) -> None:
    document = {
        "schemas": ["a"],
        "out": "b",
        "target": "pydantic",
        "names": ["Run"],
        "view": "both",
        "standalone": True,
        "generate": {"api": {"out": "models", "view": "request"}},
        "formats": "annotation",
        "nullable": "strict",
        "dialect": "draft-07",
        "data": {"*.json": "Name"},
        "select": ["all"],
        "ignore": ["SK1"],
        "severity": {"SK101": "opinion"},
        "max-examples": 3,
        "format": "junit",
        "color": "never",
    }
    assert set(document) == set(SETTINGS)
    lines = [f"{key} = {json.dumps(value).replace(': ', ' = ')}\n" for key, value in document.items()]
    (folder / "schemakit.toml").write_text("".join(lines))
    assert configuration(Namespace()).max_examples == 3
    validator = schemakit.from_schema(SCHEMA, name="Config").validator("Config")
    assert validator.is_valid(document)
    assert not validator.is_valid({"fromats": "assert"})


def test_table_schema_and_type_describe_the_same_settings() -> None:
    assert set(SCHEMA["properties"]) == set(SETTINGS)
    assert set(SCHEMA["properties"]["generate"]["additionalProperties"]["properties"]) == set(OF_JOBS)
    assert {field.name.replace("_", "-") for field in fields(Config)} == set(SETTINGS)
    for key, setting in SETTINGS.items():
        described = SCHEMA["properties"][key]
        assert tuple(described.get("enum", ())) == setting.choices
        default = getattr(Config(), key.replace("-", "_"))
        if "default" in described:
            assert (list(default) if isinstance(default, tuple) else default) == described["default"]

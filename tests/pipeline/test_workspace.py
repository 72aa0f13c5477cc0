"""How a data file finds its schema: every way, in the documented order, and nothing beyond the project."""

import json
from pathlib import Path

import pytest

from schemakit.core.finding import Finding
from schemakit.loading.read import read
from schemakit.pipeline.schemas import load
from schemakit.pipeline.workspace import Workspace
from schemakit.validate.lookup import own

#: Each way alone, the strongest first: what is put into the data file, or beside it.
WAYS = ["member", "server", "comment", "configuration", "editor"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "project" / ".git").mkdir(parents=True)
    (tmp_path / "project" / "data").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    write("../secret.json", {"title": "secret"})
    for way in WAYS:
        write(f"schemas/{way}.json", {"title": way})
    return tmp_path / "project"


def write(path: str, document: object) -> None:
    text = document if isinstance(document, str) else json.dumps(document)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def followed(path: str, patterns: tuple[tuple[str, str], ...] = (), *, schemas: tuple[str, ...] = ()) -> str | Finding:
    """Return the title of the schema that a file follows."""
    workspace, sources = Workspace(patterns), read([path]).value
    named, published = workspace.schemas(sources, [path])
    loaded = load([*schemas, *named], published=published).value.set
    root = own(loaded, sources[-1], workspace.ways(sources[-1]))
    if isinstance(root, Finding):
        return root
    schema = loaded.resources[root].schema
    return str(schema["title"]) if isinstance(schema, dict) else root


def yaml_file(ways: list[str]) -> tuple[tuple[str, str], ...]:
    """Write a YAML file and what is beside it; return the table of the configuration."""
    said = {
        "member": '$schema: "../schemas/member.json"',
        "server": "# yaml-language-server: $schema=../schemas/server.json",
        "comment": "# $schema: ../schemas/comment.json",
    }
    # the comment of the language server is the stronger one wherever it stands
    write("data/a.yaml", "\n".join(["a: 1", *(said[way] for way in reversed(ways) if way in said)]))
    if "editor" in ways:
        write(".vscode/settings.json", '{// mine\n"yaml.schemas": {"schemas/editor.json": ["data/*.yaml"]},}')
    return (("data/*", "schemas/configuration.json"),) if "configuration" in ways else ()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("strongest", range(len(WAYS)), ids=WAYS)
def test_the_strongest_way_counts(strongest: int) -> None:
    patterns = yaml_file(WAYS[strongest:])
    assert followed("data/a.yaml", patterns, schemas=("schemas/configuration.json",)) == WAYS[strongest]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("way", WAYS)
def test_each_way_is_enough(way: str) -> None:
    patterns = yaml_file([way])
    assert followed("data/a.yaml", patterns, schemas=("schemas/configuration.json",)) == way


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/a.json", '{"$schema": "../schemas/member.json"}'),
        ("data/a.json", '{"$schema": "./../schemas/member.json#"}'),
        ("data/a.jsonc", '{// x\n"$schema": "../schemas/member.json"}'),
        ("data/a.toml", '"$schema" = "../schemas/member.json"'),
        ("data/a.toml", "# first\n\n#:schema ../schemas/member.json\na = 1"),
        ("data/a.yaml", "# yaml-language-server: $schema=../schemas/member.json # why\na: 1"),
        ("data/a.yaml", "# yaml-language-server: $schema=../schemas/member.json\n---\na: 1\n---\nb: 2"),
        ("data/a.yaml", "a: 1\n---\n# $schema: ../schemas/member.json\nb: 2"),
        ("data/a.yaml", "# $schema: ../schemas/comment.json\na: 1\n---\n# $schema: ../schemas/member.json\nb: 2"),
    ],
)
def test_a_file_can_name_its_schema(path: str, text: str) -> None:
    write(path, text)
    assert followed(path) == "member"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/a.toml", "a = 1\n#:schema ../schemas/member.json"),
        ("data/a.toml", 'a = "#:schema ../schemas/member.json"'),
        ("data/a.yaml", "a: |\n  # $schema: ../schemas/member.json"),
        ("data/a.yaml", "a: '# yaml-language-server: $schema=../schemas/member.json'"),
        ("data/a.yaml", "a: 1\n---\n# $schema: ../schemas/member.json\nb: 2\n---\nc: 3"),
        ("data/a.json", '{"$schema": 1}'),
        ("data/a.json", '[{"$schema": "../schemas/member.json"}]'),
    ],
)
def test_what_only_looks_like_a_way_names_nothing(path: str, text: str) -> None:
    write(path, text)
    finding = followed(path)
    assert isinstance(finding, Finding)
    assert finding.code == "SK050"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("path", "settings"),
    [
        ("data/a.json", {"json.schemas": [{"fileMatch": ["*.json"], "url": "./schemas/editor.json"}]}),
        ("data/a.json", {"json.schemas": [{"fileMatch": ["/data/a.*"], "url": "/schemas/editor.json"}]}),
        ("data/b/a.json", {"json.schemas": [{"fileMatch": ["data/**/{a,b}.json"], "url": "schemas/editor.json"}]}),
        (
            "data/a.json",
            {"json.schemas": [{"fileMatch": ["x.json", "!a.json", "a.json"], "url": "schemas/editor.json"}]},
        ),
        ("data/a.yaml", {"yaml.schemas": {"${workspaceFolder}/schemas/editor.json": "a.yaml"}}),
    ],
)
def test_the_editor_may_know_the_schema(path: str, settings: object) -> None:
    write(".vscode/settings.json", settings)
    write(path, "{}")
    assert followed(path) == "editor"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "settings",
    [
        {"json.schemas": [{"fileMatch": ["*.json", "!a.json"], "url": "schemas/editor.json"}]},
        {"json.schemas": [{"fileMatch": ["b.json"], "url": "schemas/editor.json"}]},
        {"json.schemas": [{"url": "schemas/editor.json"}, 1, {"fileMatch": ["*"]}, {"fileMatch": 1, "url": 2}]},
        {"yaml.schemas": {"schemas/editor.json": "*.json"}},
        {"json.schemas": 1},
        "[",
        "[]",
    ],
)
def test_settings_that_say_nothing_about_a_file_are_passed_over(settings: object) -> None:
    write(".vscode/settings.json", settings)
    write("data/a.json", "{}")
    finding = followed("data/a.json")
    assert isinstance(finding, Finding)
    assert finding.code == "SK050"


@pytest.mark.parametrize(
    "named",
    ["../../secret.json", "../out.json", "nowhere.json", "x" * 5_000, "%00", "http://[::1", "", "file:///etc/hosts"],
)
def test_nothing_outside_of_the_project_is_read(project: Path, named: str) -> None:
    (project / "out.json").symlink_to("../secret.json")
    write("data/a.json", {"$schema": named})
    finding = followed("data/a.json")
    assert isinstance(finding, Finding)
    assert (finding.code, finding.location.pointer) == ("SK051", "/$schema")


@pytest.mark.usefixtures("project")
def test_an_address_of_the_web_may_have_a_copy_that_a_later_way_names() -> None:
    write("data/a.json", {"$schema": "https://example.test/schema.json"})
    finding = followed("data/a.json")
    assert isinstance(finding, Finding)
    assert (finding.code, finding.note) == ("SK051", "nothing is fetched")
    patterns = (("data/*", "schemas/configuration.json"),)
    assert followed("data/a.json", patterns, schemas=("schemas/configuration.json",)) == "configuration"
    write("schemas/copy.json", {"$id": "https://example.test/schema.json", "title": "copy"})
    assert followed("data/a.json", patterns, schemas=("schemas/configuration.json", "schemas/copy.json")) == "copy"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "metaschema", ["https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/draft-07/schema#"]
)
def test_a_schema_follows_its_published_metaschema(metaschema: str) -> None:
    write("data/a.json", {"$schema": metaschema})
    assert "schema" in str(followed("data/a.json")).lower()
    assert isinstance(followed("data/a.json"), str)


def test_a_file_given_from_elsewhere_may_name_its_neighbour(project: Path, tmp_path: Path) -> None:
    assert not tmp_path.is_relative_to(project)
    write(str(tmp_path / "elsewhere" / "schema.json"), {"title": "neighbour"})
    write(str(tmp_path / "elsewhere" / "a.json"), {"$schema": "schema.json"})
    assert followed(str(tmp_path / "elsewhere" / "a.json")) == "neighbour"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("data/a.json", '"$schema": "../schemas/member.json"'),
        ("data/a.yaml", "# yaml-language-server: $schema=../schemas/member.json"),
        ("data/a.toml", "#:schema ../schemas/member.json"),
    ],
)
def test_the_finding_shows_a_way_that_works(path: str, way: str) -> None:
    write(path, {"json": "{}", "yaml": "a: 1", "toml": "a = 1"}[path.rpartition(".")[2]])
    finding = followed(path, schemas=("schemas/member.json",))
    assert isinstance(finding, Finding)
    assert finding.help[1] == f"or in the file: {way}"
    write(path, f"{{{way}}}" if path.endswith(".json") else f"{way}\n{Path(path).read_text()}")
    assert followed(path) == "member"

"""The rules of the house (src/schemakit/ARCHITECTURE.md), executable."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Final

import pytest
import yaml

import schemakit
from schemakit.check.rules import RULES
from schemakit.cli.main import COMMANDS
from schemakit.core.finding import Kind
from schemakit.pipeline.catalogue import catalogue

REPOSITORY: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = REPOSITORY / "src" / "schemakit"

LONGEST_MODULE: Final = 350
LONGEST_FUNCTION: Final = 60
DEEPEST: Final = 3
BAGS: Final = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}

#: Each third-party package, the files that may import it, and how many of them may be doors.
DOORS: Final = {
    "jsonschema": (("validate/engines/reference.py",), 1),
    "jsonschema_rs": (("runtime/judge.py", "ir/algebra.py"), 2),
    "referencing": (("validate/engines/reference.py",), 1),
    "yaml": (("loading/*.py",), 1),
    "hypothesis": (("fuzz/*", "testing/strategies.py", "contract/*"), None),
    "hypothesis_jsonschema": (("fuzz/second_source.py",), 1),
    "datamodel_code_generator": (("generate/*.py",), 1),
    "msgspec": (("validate/prefilter.py", "runtime/msgspec.py"), 2),
    "httpx": (("contract/http/client.py",), 1),
    "pydantic": (("runtime/pydantic*.py",), 4),
    "pydantic_core": (("runtime/pydantic*.py",), 3),
    "typing_extensions": (("runtime/pydantic.py", "runtime/type_alias.py"), 2),
    "hatchling": (("integrations/hatch_build.py",), 1),
    "setuptools": (("integrations/setuptools_build.py",), 1),
    "pytest": (("integrations/pytest_*.py",), 2),
}

#: Where a table of module names is resolved when one of them is needed, and why.
TABLES: Final = {
    "__init__.py": "public names, on first use",
    "cli/main.py": "commands",
    "core/record.py": "the standard library's own dataclasses, for whoever asks it about a record",
    "resolve/resolve.py": "recovery, for references that dangle",
    "cli/commands/validate.py": "what -v tells",
    "cli/data.py": "processes that read, for --jobs",
    "cli/session.py": "what reports a bug",
    "cli/engine.py": "the engine, started with less",
    "cli/commands/generate.py": "the renderer, where something has to be rendered",
    "pipeline/schemas.py": "views, where one is asked for",
    "pipeline/workspace.py": "the settings of editors, where there are any",
    "validate/engine.py": "engines",
    "validate/rows.py": "the pre-filter of rows, where msgspec is installed",
    "core/near.py": "difflib, for names that are not known",
    "pipeline/config.py": "tomllib, for files that can say something to us",
    "loading/json_values.py": "what is wrong with a text, where something is",
    "loading/rows.py": "gzip, where a file is compressed",
    "loading/decode.py": "syntaxes: YAML is read only where there is YAML",
    "contract/models.py": "the types of the people who use schemakit, by the name they give",
    "contract/ways.py": "the libraries that those types come from, which are there because the types are",
    "cli/coverage.py": "the formats of a coverage report",
    "testing/__init__.py": "public names, on first use: assertions need no Hypothesis",
    "testing/agreement.py": "generated models, for which generators have to be installed",
    "generate/memory.py": "the modules of a package that was made in memory just before",
    "integrations/building.py": "what makes models: of an extra; and what says why schemas are broken",
    "integrations/pytest_plugin.py": "everything, for projects that do not use it",
    "integrations/pytest_contract.py": "what draws, for tests that ask for cases",
    "integrations/setuptools_build.py": "everything, for projects that do not ask for models",
    "report/full.py": "how a finding is drawn",
    "report/__init__.py": "formats: XML and hashes are for those who ask for them",
}

#: Classes that inherit from what others wrote, or others inherit from, and why.
HEIRS: Final = {
    "cli/session.py:Parser": "argparse, with our wording of its errors",
    "generate/memory.py:_Loader": "importlib finds packages through classes of its own",
    "ir/drafts/asking.py:_NoKeywords": "a mapping that notes which of its keys were looked for",
    "integrations/hatch_build.py:SchemakitBuildHook": "hatchling finds hooks by inheritance",
    "integrations/setuptools_build.py:BuildModels": "setuptools knows the steps of a build by inheritance",
    "runtime/dataclass.py:ExactModel": "generated dataclasses are told by what they inherit from",
    "runtime/dataclass.py:ExactRoot": "generated dataclasses are told by what they inherit from",
    "runtime/msgspec.py:ExactModel": "msgspec makes structs by inheritance",
    "runtime/msgspec.py:ExactRoot": "msgspec makes structs by inheritance",
    "runtime/pydantic.py:ExactModel": "pydantic finds models by inheritance",
    "runtime/pydantic.py:ExactRoot": "pydantic finds models by inheritance",
}

#: Packages that ``validate`` does without: together they would cost a third of a second at every start.
HEAVY: Final = {
    "hypothesis",
    "hypothesis_jsonschema",
    "pydantic",
    "pydantic_core",
    "msgspec",
    "jsonschema",
    "referencing",
    "yaml",
    "rich",
    "datamodel_code_generator",
}

#: Modules of the standard library, and parts of schemakit, that a run which finds nothing has no use for: together they
#: would cost as much as everything else in it.
IDLE: Final = {
    "ast",
    "dataclasses",
    "datetime",
    "difflib",
    "email.utils",
    "hashlib",
    "inspect",
    "platform",
    "shutil",
    "socket",
    "tempfile",
    "tomllib",
    "traceback",
    "schemakit.cli.assumptions",
    "schemakit.cli.bug",
    "schemakit.ir",
    "schemakit.loading.json_errors",
    "schemakit.loading.json_places",
    "schemakit.loading.json_problems",
    "schemakit.resolve.bullets",
    "schemakit.resolve.recovery",
    "schemakit.validate.applicable",
    "schemakit.validate.explain",
    "schemakit.validate.suggest",
}

MODULES: Final = sorted(PACKAGE.rglob("*.py"))
each_module = pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(PACKAGE)) for path in MODULES])


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imported(node: ast.AST) -> set[str]:
    """Return the modules that the import statements in a tree name."""
    names: set[str] = set()
    for statement in ast.walk(node):
        if isinstance(statement, ast.Import):
            names |= {alias.name for alias in statement.names}
        elif isinstance(statement, ast.ImportFrom):
            names.add("." * statement.level + (statement.module or ""))
    return names


@each_module
def test_imports_stand_at_the_top(path: Path) -> None:
    assert not {name for function in functions(path) for name in imported(function)}


@each_module
def test_modules_are_imported_by_name_only_over_the_known_tables(path: Path) -> None:
    named = {node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name)}
    named |= {node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}
    assert name_of(path) in TABLES or not named & {"import_module", "__import__"}


@each_module
def test_third_party_packages_come_in_through_their_door(path: Path) -> None:
    for module in imported(tree_of(path)):
        package = module.partition(".")[0]
        if package == "schemakit" or package in sys.stdlib_module_names:
            continue
        assert package in DOORS, f"{package} has no door: see DOORS"
        patterns, _ = DOORS[package]
        assert any(fnmatchcase(name_of(path), pattern) for pattern in patterns), (
            f"{package} comes in through {patterns}"
        )


@pytest.mark.parametrize("package", sorted(DOORS))
def test_a_package_has_no_more_doors_than_it_may(package: str) -> None:
    _, limit = DOORS[package]
    doors = [
        name_of(path) for path in MODULES if package in {name.partition(".")[0] for name in imported(tree_of(path))}
    ]
    assert limit is None or len(doors) <= limit, doors


def decorators(node: ast.ClassDef) -> dict[str, set[str]]:
    """Return the decorators of a class by name, each with its arguments."""
    found = {}
    for decorator in node.decorator_list:
        arguments = decorator.keywords if isinstance(decorator, ast.Call) else []
        named = decorator.func if isinstance(decorator, ast.Call) else decorator
        found[ast.unparse(named)] = {ast.unparse(argument) for argument in arguments}
    return found


def base_names(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in node.bases}


def methods(node: ast.ClassDef) -> set[str]:
    return {item.name for item in node.body if isinstance(item, ast.FunctionDef)} - {"__init__", "__post_init__"}


def is_protocol_enum_or_error(node: ast.ClassDef) -> bool:
    bases = base_names(node)
    return bool(bases & {"Protocol", "Enum", "StrEnum", "IntEnum", "Exception"}) or any(
        base.endswith("Error") for base in bases
    )


def classes(path: Path) -> Iterator[ast.ClassDef]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef) and not is_protocol_enum_or_error(node):
            yield node


@each_module
def test_a_class_is_final_and_inherits_nothing(path: Path) -> None:
    for node in classes(path):
        if f"{name_of(path)}:{node.name}" not in HEIRS:
            assert "final" in decorators(node), node.name
            assert base_names(node) <= {"Generic"}, node.name


@each_module
def test_data_is_frozen_and_slotted(path: Path) -> None:
    """What other modules can see and is not frozen does something: it has methods, it is no record to write into."""
    for node in classes(path):
        options = decorators(node).get("dataclass")
        inner = node.name.startswith("_") or f"{name_of(path)}:{node.name}" in HEIRS
        if not inner and (options is None or "frozen=True" not in options):
            assert methods(node), f"{node.name} is data, and not frozen"
        if options is not None and "cached_property" not in ast.unparse(node):  # which needs a __dict__
            assert "slots=True" in options, node.name


def test_every_exception_to_a_rule_is_still_needed() -> None:
    heirs = {
        f"{name_of(path)}:{node.name}"
        for path in MODULES
        for node in classes(path)
        if base_names(node) or "final" not in decorators(node)
    }
    assert set(HEIRS) <= heirs
    assert set(TABLES) <= {name_of(path) for path in MODULES}


def lines_of_code(path: Path) -> int:
    """Count the lines of a module without the texts in it: the documentation of findings is no code."""
    texts = {
        line
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for line in range(node.lineno + 1, (node.end_lineno or 0) + 1)
    }
    return len(path.read_text(encoding="utf-8").splitlines()) - len(texts)


@each_module
def test_modules_are_named_for_one_thing_and_small_enough_to_be_one(path: Path) -> None:
    assert not BAGS.intersection(path.stem.split("_"))
    assert len(path.relative_to(PACKAGE).parts) <= DEEPEST
    assert lines_of_code(path) <= LONGEST_MODULE
    for function in functions(path):
        assert (function.end_lineno or 0) - function.lineno < LONGEST_FUNCTION, function.name


@each_module
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


@cache
def kinds() -> tuple[tuple[str, Kind], ...]:
    """Return every kind that any module declares, with the module's name."""
    found: dict[int, tuple[str, Kind]] = {}
    for info in pkgutil.walk_packages([str(PACKAGE)], "schemakit."):
        if info.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(info.name)).values():
            if isinstance(value, Kind):
                found.setdefault(id(value), (info.name, value))
    return tuple(found.values())


def test_every_kind_is_documented_under_the_four_headings() -> None:
    for module, kind in kinds():
        places = [
            kind.documentation.find(heading)
            for heading in ("What it does", "Why is this bad?", "Example", "Use instead")
        ]
        assert -1 not in places, f"{kind.code} in {module} lacks a heading"
        assert places == sorted(places), f"{kind.code} in {module}: headings out of order"
        assert kind.summary, kind.code


def test_codes_and_names_of_kinds_are_unique_and_well_formed() -> None:
    assert kinds()
    codes = Counter(kind.code for _, kind in kinds())
    names = Counter(kind.name for _, kind in kinds())
    assert [code for code, count in codes.items() if count > 1] == []
    assert [name for name, count in names.items() if count > 1] == []
    assert all(re.fullmatch(r"SK[0-9]{3}", code) for code in codes)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


def test_the_catalogue_holds_every_kind() -> None:
    assert {kind.code: kind for _, kind in kinds()} == dict(catalogue())


def test_every_rule_has_its_file_and_every_file_its_rule() -> None:
    files = {path.stem for path in (PACKAGE / "check" / "rules").glob("*.py")} - {"__init__"}
    assert {rule.kind.name.replace("-", "_") for rule in RULES.values()} == files
    for name, rule in RULES.items():
        assert name == rule.kind.name
        assert importlib.import_module(f"schemakit.check.rules.{name.replace('-', '_')}").RULE is rule


def test_every_command_has_its_module_and_every_module_its_command() -> None:
    files = {path.stem for path in (PACKAGE / "cli" / "commands").glob("*.py")} - {"__init__"}
    assert files == set(COMMANDS)
    for name, (module, summary) in COMMANDS.items():
        assert module == f"schemakit.cli.commands.{name}"
        assert summary
        loaded = importlib.import_module(module)
        assert callable(loaded.configure)
        assert callable(loaded.run)


HOOKS: Final = ["check", "generate", "generate-check", "recover-check", "validate"]


def test_every_hook_runs_a_command_with_options_that_it_knows() -> None:
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert sorted(hook["id"].removeprefix("schemakit-") for hook in hooks) == HOOKS
    for hook in hooks:
        program, command, *options = hook["entry"].split()
        assert program == "schemakit"
        parser = ArgumentParser()
        importlib.import_module(COMMANDS[command][0]).configure(parser)
        parser.parse_args([*options, "data.json"] if hook.get("pass_filenames", True) else options)


def test_the_public_names_are_these() -> None:
    assert sorted(schemakit.__all__) == sorted(PUBLIC)
    for name in PUBLIC:
        assert getattr(schemakit, name) is not None


PUBLIC: Final = [
    "BrokenSchemaError",
    "ConfigError",
    "Finding",
    "Location",
    "MissingExtraError",
    "SchemakitError",
    "Schemas",
    "Severity",
    "UsageError",
    "ValidationError",
    "Validator",
    "build_model",
    "from_schema",
    "load",
]


def test_the_version_stands_where_packaging_reads_it() -> None:
    text = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    assert re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)[1] == schemakit.__version__


def test_the_architecture_mentions_only_files_that_exist() -> None:
    text = (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    mentioned = set(re.findall(r"`((?:[a-z0-9_]+/)+[a-z0-9_]+\.py|[a-z0-9_]+\.py)`", text))
    known = {name_of(path) for path in MODULES}
    roots = {path.name for path in REPOSITORY.iterdir()}
    tests = {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "tests").rglob("*.py")}
    assert mentioned
    assert {name for name in mentioned if name not in known | roots | tests} == set()


def tracked_files() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = (REPOSITORY / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    homes = re.compile(rb"(?<![\w.~-])/(?:work|root|home/[a-z]+|tmp/dev)/(?=[\w.])")
    guilty = []
    for path in tracked_files():
        data = path.read_bytes()
        if b"\0" not in data[:8000] and homes.search(data):
            guilty.append(path.relative_to(REPOSITORY).as_posix())
    assert guilty == []


def modules_after(code: str, *, folder: Path | None = None) -> set[str]:
    """Return what a fresh interpreter has imported after running the code, in a folder."""
    program = f"{code}\nimport sys\nsys.stderr.write('\\n' + ' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True, cwd=folder)
    return set(done.stderr.rpartition("\n")[2].split())


def test_version_and_help_import_nothing_but_argparse() -> None:
    for option in ("--version", "--help"):
        loaded = modules_after(f"from schemakit.cli.main import main\nmain([{option!r}])")
        ours = {name for name in loaded if name.partition(".")[0] == "schemakit"}
        assert ours == {"schemakit", "schemakit.cli", "schemakit.cli.main", "schemakit.cli.exit_codes"}
        assert not loaded & {"dataclasses", "inspect", "json", "pathlib", "tomllib", "difflib"}


def test_the_public_package_imports_lazily() -> None:
    loaded = modules_after("import schemakit")
    assert {name for name in loaded if name.startswith("schemakit.")} == set()


def test_validating_imports_nothing_heavy(tmp_path: Path) -> None:
    schema, data = tmp_path / "point.json", tmp_path / "data.json"
    schema.write_text('{"$id": "https://example.com/point", "type": "object", "required": ["x"]}')
    data.write_text('{"x": 1}')
    command = ["validate", "--schemas", str(schema), "--schema", str(schema), str(data)]
    loaded = modules_after(f"from schemakit.cli.main import main\nassert main({command!r}) == 0", folder=tmp_path)
    assert "jsonschema_rs" in loaded
    assert not HEAVY & {name.partition(".")[0] for name in loaded}
    assert not IDLE & loaded

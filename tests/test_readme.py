"""The README is true: its commands are run, in order, and print what it says they print."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BAD = """{
  "runtime_adapter": "cluade",
  "model": "opus",
  "branch": 7
}
"""


def console(readme: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of the console blocks with the lines that follow it; the first block is about make."""
    for block in re.findall(r"```console\n(.*?)```", readme, re.DOTALL)[1:]:
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *output = step.rstrip("\n").split("\n")
            yield command, output


def pattern(lines: list[str]) -> str:
    """A line of dots alone stands for any lines, dots inside a line for anything in it."""
    return "".join(r"(?:.*\n)*?" if line == "..." else _line(line) for line in lines)


def _line(line: str) -> str:
    return ".*".join(map(re.escape, line.split("..."))) + "\n"


@pytest.fixture
def folder(tmp_path: Path, repository: Path) -> Path:
    (tmp_path / "schemas").mkdir()
    for path in (repository / "schemas").glob("*.json"):
        shutil.copy(path, tmp_path / "schemas")
    (tmp_path / "bad.json").write_text(BAD, encoding="utf-8")
    return tmp_path


def test_every_command_prints_what_the_readme_shows(folder: Path, repository: Path):
    readme = (repository / "README.md").read_text(encoding="utf-8")
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
    }
    steps = list(console(readme))
    for command, expected in steps:
        ran = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert re.fullmatch(pattern(expected), ran.stdout), f"$ {command}\n{ran.stdout}{ran.stderr}"
    assert len(steps) >= 8


def test_the_models_of_the_readme_do_what_it_says(folder: Path, repository: Path):
    sources = re.findall(r"```python\n(.*?)```", (repository / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    code = next(source for source in sources if source.startswith("from generated."))
    *before, refused = [line for line in code.splitlines() if line]
    script = "\n".join(
        [
            *before,
            "assert body.model_dump(mode='json') == {'branch': None, 'mode': 'interactive'}",
            "import pydantic",
            "try:",
            f"    {refused}",
            "except pydantic.ValidationError as error:",
            "    assert 'interactive' in str(error)",
            "else:",
            "    raise SystemExit('accepted')",
        ]
    )
    subprocess.run([sys.executable, "-m", "schemakit", "generate", "-q"], cwd=folder, check=True)
    subprocess.run([sys.executable, "-c", script], cwd=folder, check=True)


@pytest.mark.parametrize("target", ["pydantic", "dataclass"])
def test_what_the_readme_says_about_models_is_so(folder: Path, repository: Path, target: str):
    sources = re.findall(r"```python\n(.*?)```", (repository / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    [code] = [
        source for source in sources if f"from {'generated' if target == 'pydantic' else 'wire'} import" in source
    ]
    out = "generated" if target == "pydantic" else "wire"
    subprocess.run(
        [sys.executable, "-m", "schemakit", "generate", "-q", "--target", target, "--out", out], cwd=folder, check=True
    )
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True)

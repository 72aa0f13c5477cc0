"""A git repository with our hooks in it, run by the real programs that run hooks."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from installed import REPOSITORY

#: What a clone of the project needs for its wheel to be built.
_PACKAGED: Final = ("src", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
_AUTHOR: Final = ("-c", "user.name=A", "-c", "user.email=a@acme.example", "-c", "commit.gpgsign=false")


@final
@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and all it wrote."""

    status: int
    text: str


@final
@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository in a folder, and the environment that its commands run in."""

    root: Path
    environment: Mapping[str, str]

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def run(self, *command: str) -> Ran:
        """Run a command in the root."""
        done = subprocess.run(command, cwd=self.root, env=self.environment, capture_output=True, text=True, check=False)
        return Ran(done.returncode, done.stdout + done.stderr)

    def git(self, *arguments: str) -> str:
        """Run git, which has to succeed, and return what it wrote."""
        done = self.run("git", *_AUTHOR, *arguments)
        assert done.status == 0, done.text
        return done.text

    def commit(self, *paths: str) -> Ran:
        """Stage files, all where none is named, and commit them, past the hooks that are installed."""
        self.git("add", *(paths or ("--all",)))
        return self.run("git", *_AUTHOR, "commit", "--quiet", "--message", "a change")

    def refused(self) -> Ran:
        """Commit everything, which must not succeed, and return what was said."""
        before = self.head
        done = self.commit()
        assert done.status == 1, done.text
        assert self.head == before
        return done

    @property
    def head(self) -> str:
        """The commit that the repository is at."""
        return self.git("rev-parse", "HEAD")


def repository(root: Path, environment: Mapping[str, str]) -> Repository:
    """Make an empty repository."""
    root.mkdir(parents=True, exist_ok=True)
    made = Repository(root, environment)
    made.git("init", "--quiet", "--initial-branch", "main")
    return made


def hooks_of_this_checkout(root: Path, environment: Mapping[str, str]) -> Repository:
    """Make a repository of what is in this checkout now, with a tag for its version."""
    made = repository(root, environment)
    for name in _PACKAGED:
        path = REPOSITORY / name
        if path.is_dir():
            shutil.copytree(path, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, root / name)
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "as it is")
    made.git("tag", "v0.1.0")
    return made


def environment_of_hooks(pip: Mapping[str, str], store: Path) -> dict[str, str]:
    """Return an environment with the programs of this interpreter, and a store for what runs hooks."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{pip['PATH']}"
    ours = {"PATH": programs, "PRE_COMMIT_HOME": str(store), "PREK_HOME": str(store / "prek"), "HOME": str(store)}
    return {**pip, **ours, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_COLOR": "never"}

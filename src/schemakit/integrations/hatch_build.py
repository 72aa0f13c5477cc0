"""The build hook of hatchling: ``[tool.hatch.build.hooks.schemakit]``, without settings of its own."""

from typing import Any, Final

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

from schemakit.core.errors import ConfigError, SchemakitError
from schemakit.integrations.building import build_models, failure

#: What hatchling itself understands in the table of any hook.
_HATCHLINGS: Final = frozenset(
    {"dependencies", "require-runtime-dependencies", "require-runtime-features", "enable-by-default"}
)


class SchemakitBuildHook(BuildHookInterface[BuilderConfig]):
    """Makes the models before any artifact is built: hatchling finds a hook by inheritance."""

    PLUGIN_NAME = "schemakit"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the models into the source tree, and have them packed even where git ignores them."""
        del version  # editable or not, the models are in the source tree
        try:
            _without_settings(self.config)
            built = build_models()
        except SchemakitError as error:
            self.app.abort(failure(error))
        else:
            for package in built:
                build_data["artifacts"].append(f"/{package.out}")
                self.app.display_info(package.summary)


@hookimpl  # type: ignore[untyped-decorator, unused-ignore] # pluggy's marker has types since its version 1.5 only
def hatch_register_build_hook() -> type[SchemakitBuildHook]:
    """Tell hatchling the hook (its entry point group ``hatch``)."""
    return SchemakitBuildHook


def _without_settings(table: dict[str, Any]) -> None:
    unknown = sorted(set(table) - _HATCHLINGS)
    if unknown:
        raise ConfigError(
            f"[tool.hatch.build.hooks.schemakit] has no setting `{unknown[0]}`",
            help="models are made as [tool.schemakit] says, in a build as by the command",
        )

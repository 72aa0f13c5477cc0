"""The rules: one file each, and this table."""

from typing import Final

from schemakit.check.rule import RuleTable
from schemakit.check.rules import (
    dangling_ref,
    default_not_valid,
    enum_value_of_another_type,
    example_not_valid,
    fragment_only_id,
    invalid_pattern,
    invalid_schema,
    keyword_of_another_draft,
    keyword_without_effect,
    lossy_reading,
    no_metaschema,
    nullable_keyword,
    overlapping_one_of,
    ref_siblings_ignored,
    repeated_enum_value,
    required_not_in_properties,
    unknown_format,
    unknown_keyword,
    unsatisfiable_schema,
)

#: By name, in the order of their codes.
RULES: Final[RuleTable] = {
    rule.kind.name: rule
    for rule in (
        dangling_ref.RULE,
        fragment_only_id.RULE,
        nullable_keyword.RULE,
        lossy_reading.RULE,
        ref_siblings_ignored.RULE,
        invalid_schema.RULE,
        unknown_keyword.RULE,
        keyword_of_another_draft.RULE,
        unknown_format.RULE,
        invalid_pattern.RULE,
        default_not_valid.RULE,
        example_not_valid.RULE,
        required_not_in_properties.RULE,
        unsatisfiable_schema.RULE,
        keyword_without_effect.RULE,
        enum_value_of_another_type.RULE,
        repeated_enum_value.RULE,
        overlapping_one_of.RULE,
        no_metaschema.RULE,
    )
}

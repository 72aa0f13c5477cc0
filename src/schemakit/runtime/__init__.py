"""All that generated code imports: light and stable."""

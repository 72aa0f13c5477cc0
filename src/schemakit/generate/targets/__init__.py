"""What a model looks like in each library: one file per target."""

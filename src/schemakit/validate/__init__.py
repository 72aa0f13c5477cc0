"""Stage 4b: data against schemas; the judges read the resolved schemas, never the graph."""

"""Stage 4d: payloads, valid and invalid, drawn from the graph with Hypothesis."""

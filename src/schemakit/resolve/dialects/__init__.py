"""What the keywords of OpenAPI dialects mean in standard JSON Schema."""

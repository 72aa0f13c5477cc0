"""Stage 2: names, identity, references, dialects: from documents as published to standard JSON Schema."""

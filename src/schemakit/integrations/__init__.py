"""Thin adapters for the tools that call schemakit."""

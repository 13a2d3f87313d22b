"""Column maps that come with Greenline (TOML files; nothing to import)."""

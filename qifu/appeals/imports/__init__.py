"""Appeals that come in from other systems' files."""

"""The parts of an appeal's own page, each worked out before a template shows it."""

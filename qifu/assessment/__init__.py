"""Counting and judging: the statistics' pages, schemes of indicators, monthly results."""

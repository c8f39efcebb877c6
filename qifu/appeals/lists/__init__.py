"""What the lists share: filters, rows with their clocks, the inbox's sections, many at once, exports."""

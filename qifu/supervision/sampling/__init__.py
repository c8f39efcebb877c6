"""Sampling inspection: what is drawn from, the draw, sharing out, judging, and the results."""

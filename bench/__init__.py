"""What `make bench` runs: see README.md in this folder."""

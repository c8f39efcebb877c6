"""What is counted, by what it is broken down, and over which days."""

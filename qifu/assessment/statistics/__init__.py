"""The statistics: what was asked for, counted, compared, and presented section by section."""

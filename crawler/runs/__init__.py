"""Each run in numbers: its report, its place among the others, who is told, and how the data folder stands."""

"""onrecord: who said which figure, on whose authority."""

__version__ = "0.1.0"

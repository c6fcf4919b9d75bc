"""An auto-graded exercise kit for the concepts of deep learning."""

__version__ = "0.1.0"

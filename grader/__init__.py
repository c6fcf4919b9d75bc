"""An auto-graded exercise kit for the concepts of deep learning."""

__version__ = "0.1.0"


def load_ipython_extension(shell: object) -> None:
    """Give a notebook the magic `%grade`, after `%load_ext grader`."""
    from grader.notebook.magic import register

    register(shell)

"""An auto-graded exercise kit for the concepts of deep learning."""

from grader.version import __version__ as __version__


def load_ipython_extension(shell: object) -> None:
    """Give a notebook the magic `%grade`, after `%load_ext grader`."""
    from grader.notebook.magic import register

    register(shell)

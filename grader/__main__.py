"""Makes `python -m grader` the same as `grade`."""

from grader.start import main

if __name__ == "__main__":
    main()

"""A made-up language: it brackets each message, and so shows what is none."""

import re


class Bracketed:
    """Puts brackets around each template and each text of an exercise."""

    code = "xx"

    def one(self, english):
        """Return a template in brackets."""
        return f"⟦{english}⟧"

    def plural(self, one, many, count):
        """Return the template that fits a number in brackets."""
        return f"⟦{one if count == 1 else many}⟧"

    def of_exercise(self, exercise, key, english):
        """Return a text of an exercise in brackets."""
        return f"⟦{english}⟧"


def outside(text):
    """Return what of a drawn text is outside of all brackets; one cut off has no end."""
    text = " ".join(text.split())
    while text != (inner := re.sub(r"⟦[^⟦⟧]*⟧", "", text)):
        text = inner
    return re.sub(r"⟦.*?(?: \.\.\.|$)", "", text)

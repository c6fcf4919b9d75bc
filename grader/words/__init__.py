"""The only room where sentences are made: from facts, in the reader's language.

text        Text, which can only be drawn; `_` and `plural`, which mark a sentence
reasons     a report's reasons as Text
notes       a report's diagnoses as Text
reading     a report as ordered blocks of Text, which every drawer shares
catalogs    which language, and its catalog
"""

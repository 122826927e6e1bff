"""Sentences of the floors below, which are made and kept in English, in the language of the reader.

Reasons stand in the register as they were said when it was decided, so a text is known again by its words:
what was filled in is taken out, told in turn where it is a sentence itself, and put into the translation.
"""

from countersign.sentences.phrasebook import retold

__all__ = ["retold"]

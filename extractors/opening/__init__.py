"""Opens received files: hostile bytes in, pages as pictures out, under limits and in disposable children."""

from extractors.opening.cutting import cut_out
from extractors.opening.door import copy_for_people, open_pages, page_png, searchable_copy, survey, unpack
from extractors.opening.limits import Limits, limits_of
from extractors.opening.values import Listed, Member, Sheet, Survey, picture_of

__all__ = [
    "Limits",
    "Listed",
    "Member",
    "Sheet",
    "Survey",
    "copy_for_people",
    "cut_out",
    "limits_of",
    "open_pages",
    "page_png",
    "picture_of",
    "searchable_copy",
    "survey",
    "unpack",
]

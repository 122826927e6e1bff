"""Opens received files: hostile bytes in, pages as pictures out, under limits and in disposable children."""

from extractors.opening.binding import Copied, bind, exhibit_copy
from extractors.opening.cutting import blackened, cut_out
from extractors.opening.door import (
    copy_for_people,
    open_pages,
    page_png,
    searchable_copy,
    survey,
    unpack,
    walls_around,
)
from extractors.opening.isolation import Walls
from extractors.opening.limits import Limits, limits_of
from extractors.opening.values import Listed, Member, Placement, Sheet, Survey, picture_of

__all__ = [
    "Copied",
    "Limits",
    "Listed",
    "Member",
    "Placement",
    "Sheet",
    "Survey",
    "Walls",
    "bind",
    "blackened",
    "copy_for_people",
    "cut_out",
    "exhibit_copy",
    "limits_of",
    "open_pages",
    "page_png",
    "picture_of",
    "searchable_copy",
    "survey",
    "unpack",
    "walls_around",
]

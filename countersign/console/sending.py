"""Files that somebody sends: their bytes are taken from the wire only after it is known that they may."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from countersign.console.asking import Asking, demand
from countersign.console.room import OfClient
from models.people import Right

FIELD = "files"
"""Name of the field of the form."""


async def sent_files(request: Request, person: Asking, client: OfClient) -> list[UploadFile]:
    """The files of the form.

    A parameter of the form would be read before anybody has asked who sends it.

    Raises:
        Forbidden: the person may hand in nothing.
    """
    demand(person, Right.UPLOAD, client)
    form = await request.form()
    return [one for one in form.getlist(FIELD) if isinstance(one, UploadFile)]


Sent = Annotated[list[UploadFile], Depends(sent_files)]

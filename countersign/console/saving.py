"""Reports as files that browsers save."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response, StreamingResponse

from countersign.console.downloads import disposition


def saved_csv(lines: Iterable[str], stem: str) -> Response:
    """Lines of CSV under a name."""
    headers = {"Content-Disposition": disposition(stem, ".csv")}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)


def saved_pdf(data: bytes, stem: str) -> Response:
    """A PDF under a name."""
    return Response(
        data, media_type="application/pdf", headers={"Content-Disposition": disposition(stem, ".pdf")}
    )

"""Pages of the embedded index: simple API and project page."""

from seatrial.index.answers import HTML
from seatrial.index.releases import Release
from seatrial.model.page import Request, Response
from seatrial.model.shelf import Shelf, Store, View
from seatrial.text.words import Language


def list_page(view: View, request: Request, language: Language) -> Response:
    return Response(200, "OK", (("Content-Type", HTML),), b"")


def release_page(store: Store, request: Request, shelf: Shelf, release: Release, language: Language) -> Response:
    return Response(200, "OK", (("Content-Type", HTML),), b"")


def style_sheet(request: Request) -> Response:
    return Response(200, "OK", (("Content-Type", "text/css"),), b"")

"""Characters of a page in PDF with what reading needs of each: place, size and font, and neither colours nor marks."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pdfminer.layout import LTItem
    from pdfplumber.page import Page


def lighten(page: "Page") -> None:
    """Let a page describe its characters by what reading needs: the library's whole description of each, with colours,
    takes half of all time."""
    from pdfminer.layout import LTChar

    whole = page.process_object
    right, down, height = page.mediabox[0], page.mediabox[1], page.height

    def described(obj: "LTItem") -> dict[str, Any]:
        if not isinstance(obj, LTChar):
            return whole(obj)
        top, bottom = height - obj.y1 + down, height - obj.y0 + down
        return {
            "object_type": "char",
            "text": obj.get_text(),
            "fontname": str(obj.fontname),
            "size": obj.size,
            "upright": obj.upright,
            "matrix": obj.matrix,
            "x0": obj.x0 + right,
            "x1": obj.x1 + right,
            "y0": obj.y0,
            "y1": obj.y1,
            "width": obj.width,
            "height": obj.height,
            "top": top,
            "bottom": bottom,
            "doctop": page.initial_doctop + top,
        }

    page.process_object = described  # type: ignore[method-assign]  # the method that it calls for each object

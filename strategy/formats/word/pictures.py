"""Pictures of a Word file as PNG or JPEG, with nothing in them but the picture."""

import io

from PIL import Image, ImageOps

from civilsociety.ui.contents import MOST_PIXELS, UNREADABLE
from strategy.formats.word.found import FoundPicture

WIDEST = 2400  # pixels: sharp on paper, and light enough for a phone
MOST_PICTURES = 200
READABLE = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
LONGEST_ALT = 1000  # characters


class PictureError(Exception):
    """A picture that cannot be kept, with the reason in words."""


class Pictures:
    """The pictures of one file; the same one twice, with the same words, is kept once."""

    def __init__(self):
        self.found, self.at, self.known = [], [], {}

    def add(self, content, alt, at):
        """The key under which the text shows this picture. Raises PictureError."""
        alt = " ".join(alt.split())[:LONGEST_ALT]
        if (content, alt) in self.known:
            return self.known[content, alt]
        if len(self.found) == MOST_PICTURES:
            raise PictureError(f"there are more than {MOST_PICTURES} pictures")
        made, content_type, size = converted(content)
        key = f"picture-{len(self.found) + 1}"
        self.found.append(FoundPicture(key, "", alt, content_type, made, *size))
        self.at.append(at)
        self.known[content, alt] = key
        return key


def converted(content):
    """The picture's bytes, type and size, freed of what a camera or a person wrote into it.

    Raises PictureError.
    """
    try:
        with Image.open(io.BytesIO(content), formats=READABLE) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureError("it is too large: make it smaller in Word")
            return _saved(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError("it is too large: make it smaller in Word") from error
    except UNREADABLE as error:
        raise PictureError(
            "a page cannot show its format: save it as PNG and put it in again"
        ) from error


def _saved(opened):
    as_photo = opened.format == "JPEG"
    picture = ImageOps.exif_transpose(opened)
    picture = picture.convert("RGB" if as_photo or picture.mode in {"CMYK", "YCbCr"} else "RGBA")
    if picture.mode == "RGBA" and picture.getextrema()[3][0] == 255:
        picture = picture.convert("RGB")
    if picture.width > WIDEST:
        picture.thumbnail((WIDEST, WIDEST * 4))
    buffer = io.BytesIO()
    if as_photo:
        picture.save(buffer, "JPEG", quality=88)
    else:
        picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue(), "image/jpeg" if as_photo else "image/png", picture.size

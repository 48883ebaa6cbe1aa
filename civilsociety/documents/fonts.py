"""Where the typeface's files are, once the front end was built."""

from pathlib import Path

from django.conf import settings

FAMILY = "Atkinson Hyperlegible Next"
FACES = [(400, "normal"), (700, "normal"), (400, "italic"), (700, "italic")]


# The files for Latin Extended (Ł, ș) stay out: they bear the same name inside, so WeasyPrint
# takes both for one font and draws wrong letters. DejaVu draws those letters instead.


def font_faces() -> dict[tuple[int, str], Path]:
    """The font files by weight and style; none where they were not built (DejaVu stands in)."""
    folder = settings.BASE_DIR / "static" / "build" / "fonts"
    stem = FAMILY.lower().replace(" ", "-")
    files = {(w, s): folder / f"{stem}-latin-{w}-{s}.woff2" for w, s in FACES}
    return {face: path for face, path in files.items() if path.is_file()}


def font_css(faces) -> str:
    """The `@font-face` rules for these files."""
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:{style};'
        f'src:url("{path.as_uri()}")}}'
        for (weight, style), path in faces.items()
    )

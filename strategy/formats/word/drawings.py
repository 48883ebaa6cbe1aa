"""What is drawn in a Word file: pictures, text boxes, charts, diagrams, things from elsewhere."""

from strategy.formats.word.package import DRAWING, VML, A, R, W, name_of, texts
from strategy.formats.word.pictures import PictureError

DECORATES = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
# Word writes this below the words it guessed; they are an offer, no description.
GUESSED = "Description automatically generated"


class Drawings:
    """Reads drawings; what cannot be kept is said in the remarks."""

    def __init__(self, package, pictures, remarks):
        self.package, self.pictures, self.remarks = package, pictures, remarks

    def read(self, element, relations):
        """The keys of its pictures, and the text boxes in it (elements that hold paragraphs)."""
        if name_of(element) == "object":
            self._say(
                "embedded", "Something put in from another program did not come over", element
            )
            return [], []
        boxes = [each for each in element.iter(W + "txbxContent") if not _in_box(each, element)]
        keys = [
            key
            for kind in (A + "blip", VML + "imagedata")
            for each in element.iter(kind)
            if not _in_box(each, element)
            and (key := self._picture(each, relations, _words(element)))
        ]
        for box in boxes:
            self.remarks.say(
                "box", "A text box stands as ordinary text below its paragraph now", texts(box)
            )
        if not keys and not boxes and not self._has_picture(element):
            self._unknown(element, relations)
        return keys, boxes

    def _has_picture(self, element):
        return next(element.iter(A + "blip", VML + "imagedata"), None) is not None

    def _picture(self, element, relations, alt):
        outside = relations.get(element.get(R + "link", ""))
        relation = relations.get(element.get(R + "embed") or element.get(R + "id") or "")
        if relation is None or relation.outside:
            where = relation or outside
            self.remarks.say(
                "picture",
                "A picture that is not in the file did not come over"
                + (f": “{where.target[:120]}”" if where else ""),
                alt,
            )
            return None
        content = self.package.bytes(relation.target)
        try:
            if content is None:
                raise PictureError("it is missing in the file")
            return self.pictures.add(content, alt, self.remarks.at)
        except PictureError as error:
            self.remarks.say("picture", f"A picture did not come over: {error}", alt)
            return None

    def _unknown(self, element, relations):
        if (chart := next(element.iter(CHART), None)) is not None:
            words = self._part_words(relations, chart.get(R + "id", ""))
            sentence = "A chart did not come over. Put it in as a picture, with its table"
            self._say("chart", sentence, element, words)
        elif (diagram := next(element.iter(DIAGRAM), None)) is not None:
            words = self._part_words(relations, diagram.get(R + "dm", ""))
            sentence = "A diagram (SmartArt) did not come over. Put it in as a picture"
            self._say("diagram", sentence, element, words)
        else:
            self._say("drawing", "A drawn shape did not come over", element)

    def _part_words(self, relations, key):
        relation = relations.get(key)
        root = self.package.xml(relation.target) if relation and not relation.outside else None
        return "" if root is None else texts(root)

    def _say(self, kind, sentence, element, words=""):
        art = [each.get("string", "") for each in element.iter(VML + "textpath")]
        said = [words, _words(element), *art, texts(element)]
        self.remarks.say(kind, sentence, " ".join(each for each in said if each))


def _in_box(each, element):
    """Whether something drawn stands in a text box, which is read by itself."""
    for above in each.iterancestors():
        if above is element:
            return False
        if above.tag == W + "txbxContent":
            return True
    return False


def _words(element):
    """The alternative text of a drawing; nothing where it only decorates or Word guessed it."""
    if next(element.iter(DECORATES), None) is not None:
        return ""
    for each in element.iter(DRAWING + "docPr"):
        words = each.get("descr", "") or each.get("title", "")
        return "" if GUESSED in words else words
    shape = next(element.iter(VML + "shape"), None)
    return "" if shape is None else shape.get("alt", "")

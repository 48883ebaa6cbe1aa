"""What WeasyPrint leaves open in a tagged PDF, finished before the file is written.

Working on the objects in memory costs next to nothing: nothing is parsed a second time.
Matterhorn protocol checkpoints in brackets.
"""

import pydyf

PRINT = 4  # the annotation flag that says "print this too" (ISO 32000-1, 12.5.3)


def finish(document, pdf) -> None:
    """Complete the tags of a PDF that WeasyPrint is about to write."""
    elements = [each for each in pdf.objects if _is(each, "/StructElem")]
    by_reference = {each.reference: each for each in elements}
    for element in elements:
        if element["S"] == "/TH":
            _say_what_it_heads(element, by_reference)
        elif element["S"] == "/LI":
            _give_a_body(element, by_reference, pdf)
    _take_margins_out_of_the_story(pdf, by_reference)
    for each in pdf.objects:
        if _is(each, "/Annot"):
            each["F"] = int(each.get("F", 0)) | PRINT


def _is(thing, kind):
    return isinstance(thing, pydyf.Dictionary) and thing.get("Type") == kind


def _say_what_it_heads(header, by_reference):
    """A header cell names its column or its row [15-003]."""
    row = by_reference[header["P"]]
    section = by_reference.get(row["P"])
    in_head = section is not None and section["S"] == "/THead"
    header["A"]["Scope"] = "/Column" if in_head else "/Row"


def _give_a_body(item, by_reference, pdf):
    """Paragraphs and pictures of a list's item stand in its body [ISO 32000-1, table 336]."""
    loose = [kid for kid in item["K"] if _is_loose(by_reference.get(kid))]
    if not loose:
        return
    body = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/LBody",
            "K": pydyf.Array(loose),
            "Pg": item["Pg"],
            "P": item.reference,
        }
    )
    pdf.add_object(body)
    by_reference[body.reference] = body
    for kid in loose:
        by_reference[kid]["P"] = body.reference
    place = list(item["K"]).index(loose[0])
    item["K"][place] = body.reference
    item["K"][:] = [kid for kid in item["K"] if kid not in loose]


def _is_loose(kid):
    return kid is not None and kid["S"] not in {"/Lbl", "/LBody"}


def _take_margins_out_of_the_story(pdf, by_reference):
    """Running heads and page numbers become pagination artifacts [01-005, 18-001].

    WeasyPrint marks them as content but hangs their elements nowhere in the tree: what
    cannot be reached from the root is a margin's.
    """
    live = _reachable(pdf, by_reference)
    root = _structure_root(pdf)
    numbers = pdf.objects[_number(root["ParentTree"])]["Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in (each for each in pdf.objects if _is(each, "/Page")):
        owned = owners[page["StructParents"]]
        dead = {mcid for mcid, owner in enumerate(owned) if owner not in live}
        if dead:
            _mark_as_artifacts(pdf.objects[_number(page["Contents"])], dead)
            owned[:] = ["null" if i in dead else owner for i, owner in enumerate(owned)]
    for reference, element in by_reference.items():
        if reference not in live:
            element.clear()


def _structure_root(pdf):
    return pdf.objects[_number(pdf.catalog["StructTreeRoot"])]


def _reachable(pdf, by_reference):
    live, waiting = set(), list(_structure_root(pdf)["K"])
    while waiting:
        reference = waiting.pop()
        element = by_reference.get(reference)
        if element is not None and reference not in live:
            live.add(reference)
            waiting.extend(kid for kid in element["K"] if not isinstance(kid, int))
    return live


def _mark_as_artifacts(stream, dead):
    """Rename the marked sequences of these numbers: `/Span <</MCID 3>> BDC`."""
    parts = stream.stream
    for i, part in enumerate(parts):
        if isinstance(part, pydyf.Dictionary) and part.get("MCID") in dead:
            parts[i - 1 : i + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]


def _number(reference):
    return int(reference.split()[0])

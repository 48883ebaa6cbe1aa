"""The checker of PDF/UA tells good from bad; one that is always content is worse than none."""

from weasyprint import HTML

from tests.pdf import pdf_ua_complaints


def test_checker_tells_tagged_from_untagged():
    good = '<html lang="en-GB"><title>A title</title><body><h1>Hello</h1>'
    complaints = pdf_ua_complaints(
        {
            "good": HTML(string=good).write_pdf(pdf_variant="pdf/ua-1"),
            "bad": HTML(string="<h1>Hello</h1>").write_pdf(),
            "none": b"not a PDF",
        }
    )
    assert {complaint.split(":")[0] for complaint in complaints} == {"bad", "none"}

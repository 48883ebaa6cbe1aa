"""Addresses of Word files, exports, pictures, the summary and the easy-read version."""

from django.urls import path, register_converter

from strategy.models import Rendition
from strategy.views.word import exports, imports, renditions


class RenditionConverter:
    """“summary” and “easy-read” in an address."""

    regex = "summary|easy-read"

    def to_python(self, value):
        return Rendition.Kind(value.replace("-", "_"))

    def to_url(self, value):
        return str(value).replace("_", "-")


register_converter(RenditionConverter, "rendition")

FILE = "officers/strategy/new/files/<int:pk>/"
VERSION = "strategy/<slug:slug>/versions/<int:number>"
OFFICERS = "officers/strategy/<slug:slug>/<int:number>/<rendition:kind>/"

urlpatterns = [
    path(FILE, imports.word_import, name="word_import"),
    path(f"{FILE}again/", imports.read_word_again, name="read_word_again"),
    path(f"{FILE}pictures/<slug:key>/", imports.imported_picture, name="imported_picture"),
    path(f"{VERSION}.pdf", exports.version_pdf, name="version_pdf"),
    path(f"{VERSION}.docx", exports.version_docx, name="version_docx"),
    path(f"{VERSION}/pictures/<slug:key>/", exports.picture, name="picture"),
    path(f"{VERSION}/<rendition:kind>/", renditions.rendition, name="rendition"),
    path(f"{VERSION}/<rendition:kind>.pdf", exports.rendition_pdf, name="rendition_pdf"),
    path(f"{VERSION}/<rendition:kind>.docx", exports.rendition_docx, name="rendition_docx"),
    path(
        f"{VERSION}/<rendition:kind>/<int:edition>/pictures/<slug:key>/",
        renditions.rendition_picture,
        name="rendition_picture",
    ),
    path(f"{OFFICERS}pictures/", renditions.add_rendition_picture, name="add_rendition_picture"),
    path(OFFICERS, renditions.write_rendition, name="write_rendition"),
    path(f"{OFFICERS}publish/", renditions.publish_rendition, name="publish_rendition"),
]

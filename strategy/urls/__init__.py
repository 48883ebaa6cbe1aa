"""Every address of the strategies; those with fixed words stand before those with names."""

from strategy.urls import editing, glossary, measures, pathway, redline, versions, word

app_name = "strategy"
urlpatterns = [
    *glossary.urlpatterns,
    *measures.urlpatterns,
    *word.urlpatterns,
    *editing.urlpatterns,
    *pathway.urlpatterns,
    *redline.urlpatterns,
    *versions.urlpatterns,
]

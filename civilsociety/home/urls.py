"""Addresses of the front page, the desk and the pages about the service."""

from django.urls import path

from civilsociety.home import views

app_name = "home"

urlpatterns = [
    path("", views.front_page, name="front"),
    path("officers/", views.officers, name="officers"),
    path("help/", views.help_page, name="help"),
    path("search/", views.search_page, name="search"),
    path("thread/", views.thread, name="thread"),
    path("glossary/", views.glossary, name="glossary"),
    path("glossary.json", views.glossary_json, name="glossary_json"),
    path("glossary.csv", views.glossary_csv, name="glossary_csv"),
    path("contact/", views.contact, name="contact"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("sitemap/", views.sitemap, name="sitemap"),
    path("sitemap.xml", views.sitemap_xml, name="sitemap_xml"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
]

"""Addresses of the strategies and their versions."""

from django.urls import path

from strategy.views import versions as views

urlpatterns = [
    path("strategy/", views.strategies, name="strategies"),
    path("strategy/<slug:slug>/", views.strategy, name="strategy"),
    path("strategy/<slug:slug>/versions/", views.versions, name="versions"),
    path("strategy/<slug:slug>/versions/<int:number>/", views.version, name="version"),
    path("officers/strategy/", views.desk, name="desk"),
    path("officers/strategy/new/", views.start, name="start"),
    path("officers/strategy/<slug:slug>/import/", views.bring, name="import"),
    path("officers/strategy/<slug:slug>/<int:number>/", views.manage, name="manage"),
    path("officers/strategy/<slug:slug>/<int:number>/publish/", views.publish, name="publish"),
    path("officers/strategy/<slug:slug>/<int:number>/adopt/", views.adopt, name="adopt"),
    path("officers/strategy/<slug:slug>/<int:number>/discard/", views.discard, name="discard"),
]

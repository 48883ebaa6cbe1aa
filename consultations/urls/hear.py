"""Following responses as they come, results, themes, quotes."""

urlpatterns = []

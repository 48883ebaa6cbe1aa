"""A project as it is now, ours until the act ends."""

from civilsociety.rows import locked
from funding.models import Project


def held(project):
    """The project locked, with nothing remembered of it from before."""
    locked(project)
    project.__dict__.pop("supported_as", None)
    return project


def held_with_round(project):
    """The project locked with its round and the first of those that are the same project.

    Always in this order: what the round has left, and whether the same project is supported
    already, is looked up under the locks.
    """
    now = Project.objects.select_related("call", "same_as").get(pk=project.pk)
    for row in filter(None, (now.call, now.same_as)):
        locked(row)
    return held(project)

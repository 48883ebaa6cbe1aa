"""The admin of crowdfunded projects and of what others pledge."""

from funding.admin.crowd import partners, projects
from funding.admin.crowd.acts import acts_for_application, acts_for_award

__all__ = ["acts_for_application", "acts_for_award", "partners", "projects"]

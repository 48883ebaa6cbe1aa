"""The permission catalogue: everything a person may be allowed to do."""

from django.db.models import TextChoices


class Permission(TextChoices):
    """One act, or one family of acts, that a role may allow."""

    OPEN_OFFICERS_PAGES = "open_officers_pages", "Open the officers' pages"
    USE_ADMIN = "use_admin", "Open the admin"
    MANAGE_CONSULTATIONS = "manage_consultations", "Prepare, open and run consultations"
    READ_RESPONSES = "read_responses", "Read what respondents said, with their names"
    ENTER_RESPONSES = "enter_responses", "Enter responses received on paper, by mail or telephone"
    PUBLISH_REPORTS = (
        "publish_reports",
        "Publish consultation reports and tell those who registered",
    )
    MANAGE_STRATEGY = "manage_strategy", "Import and edit strategy documents"
    REVIEW_DRAFTS = "review_drafts", "Read and review unpublished drafts of the strategy"
    MANAGE_ENGAGEMENT = (
        "manage_engagement",
        "Run groups, elections, meetings and reviews of drafts, and keep the engagement log",
    )
    MANAGE_ORGANISATIONS = "manage_organisations", "Edit and merge organisations"
    READ_BUDGET = "read_budget", "Look at the framework's accounts"
    MANAGE_FUNDING = (
        "manage_funding",
        "Run funding programmes: reserve, commit and pay money, and propose other movements",
    )
    ASSESS_APPLICATIONS = (
        "assess_applications",
        "Score applications for funding and sit on the panels that decide on them",
    )
    HOLD_BUDGET = (
        "hold_budget",
        "Hold the framework budget: allocate it, approve movements, close its years",
    )
    PREPARE_DECISIONS = (
        "prepare_decisions",
        "Prepare records of decisions and publish notices of key decisions",
    )
    MAKE_DECISIONS = "make_decisions", "Take executive decisions and publish them"
    MANAGE_PEOPLE = "manage_people", "Give and end roles"
    READ_AUDIT = "read_audit", "Read the record of what happened"

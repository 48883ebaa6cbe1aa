"""What the clock sends to the worker, and how often. Hours are those of the United Kingdom."""

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE = {
    "take up what a killed worker left": {
        "task": "consultations.tasks.report.resume_jobs",
        "schedule": 60,
    },
    "take up statements that a killed worker left": {
        "task": "civilsociety.budget.tasks.statements.resume_statements",
        "schedule": 60,
    },
    "look after responses": {
        "task": "consultations.tasks.respond.look_after_responses",
        "schedule": 300,
    },
    "expire reservations and prove the sums of the ledger": {
        "task": "civilsociety.budget.tasks.ledger.look_after_budget",
        "schedule": crontab(hour=0, minute=20),  # by the clocks of the United Kingdom
    },
    "look after registrations": {
        "task": "consultations.tasks.visitors.look_after_registrations",
        "schedule": 300,
    },
    "make alerts of calls and send what waits": {
        "task": "funding.tasks.alerts.look_after_alerts",
        "schedule": 300,
    },
    "send messages to applicants that still wait": {
        "task": "funding.tasks.messages.look_after_messages",
        "schedule": 300,
    },
    "take up letters that a killed worker left": {
        "task": "funding.tasks.letters.resume_letters",
        "schedule": 60,
    },
    "take up panel papers that a killed worker left": {
        "task": "funding.tasks.papers.resume_papers",
        "schedule": 60,
    },
    "take up imports that a killed worker left": {
        "task": "funding.tasks.regrants.resume_imports",
        "schedule": 60,
    },
    "remind grant holders of their reports": {
        "task": "funding.tasks.monitoring.look_after_reports",
        "schedule": 900,
    },
    "let offers lapse that nobody took up": {
        "task": "funding.tasks.offers.look_after_offers",
        "schedule": crontab(hour=0, minute=40),
    },
    "prove the register against the ledger": {
        "task": "funding.tasks.register.look_after_register",
        "schedule": crontab(hour=1, minute=10),
    },
    "void pledges whose campaign has ended": {
        "task": "funding.tasks.crowd.look_after_campaigns",
        "schedule": crontab(hour=0, minute=50),
    },
    "keep the clock of elections and mail what is due": {
        "task": "engagement.tasks.elections.look_after_elections",
        "schedule": 60,
    },
    "repeat the count of every declared election": {
        "task": "engagement.tasks.elections.prove_results",
        "schedule": crontab(hour=1, minute=30),
    },
    "erase the addresses of elections long past": {
        "task": "engagement.tasks.elections.erase_addresses",
        "schedule": crontab(hour=2, minute=20),
    },
    "give and end the roles that come with terms": {
        "task": "engagement.tasks.groups.look_after_terms",
        "schedule": crontab(hour=0, minute=5),
    },
    "take up reports on progress that a killed worker left": {
        "task": "strategy.tasks.progress.resume_reports",
        "schedule": 60,
    },
    "let measures read themselves": {
        "task": "strategy.tasks.measures.read_feeds",
        "schedule": crontab(hour=1, minute=40),
    },
    "clear locks on sections that nobody holds any more": {
        "task": "strategy.tasks.locks.clear_silent_locks",
        "schedule": 300,
    },
    "take up Word files that a killed worker left": {
        "task": "strategy.tasks.word.resume_word",
        "schedule": 60,
    },
    "take up messages to members that a killed worker left": {
        "task": "engagement.tasks.notices.resume_notices",
        "schedule": 60,
    },
    "remind of reviews and close those whose moment has come": {
        "task": "engagement.tasks.reviews.look_after_reviews",
        "schedule": 300,
    },
}

"""What officers do before and around the answering, and what visitors ask for."""

from consultations.actions.prepare.importing import Import, import_consultation
from consultations.actions.prepare.launching import (
    cancel,
    extend,
    launch,
    override_check,
    publish_wording,
    withdraw_override,
)
from consultations.actions.prepare.papers import add_file, add_link, remove_paper
from consultations.actions.prepare.visitors import (
    ask_for_format,
    confirm_registration,
    handle_format_request,
    register_interest,
    unsubscribe,
)
from consultations.actions.prepare.writing import (
    Overtaken,
    create,
    edit,
    save_questionnaire,
)

__all__ = [
    "Import",
    "Overtaken",
    "add_file",
    "add_link",
    "ask_for_format",
    "cancel",
    "confirm_registration",
    "create",
    "edit",
    "extend",
    "handle_format_request",
    "import_consultation",
    "launch",
    "override_check",
    "publish_wording",
    "register_interest",
    "remove_paper",
    "save_questionnaire",
    "unsubscribe",
    "withdraw_override",
]

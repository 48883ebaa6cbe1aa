"""What people do: messages to members."""

from engagement.actions.notices.sending import send_notice, send_the_rest
from engagement.actions.notices.telling import prepare_notice, tell_of_report, tell_of_version

__all__ = ["prepare_notice", "send_notice", "send_the_rest", "tell_of_report", "tell_of_version"]

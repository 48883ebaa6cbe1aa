"""Proving the register, and publishing an award again."""

from django import forms

from civilsociety.ui.acts import ActForm
from funding.actions.register import republish, request_register_check


class ProveRegister(ActForm):
    """Every award compared with the ledger, now."""

    title = "Compare the register with the ledger"
    lead = (
        "Every award in the register is compared with the ledger, to the penny, and its texts are "
        "read again for personal data. It happens every night by itself."
    )
    submit_label = "Compare now"

    def carry_out(self):
        return request_register_check(by=self.by, now=self.now)

    def said(self, result):
        return "The register is being compared. What was found shows on this page."


class RepublishAward(ActForm):
    """The award as it stands, as the next version in the register."""

    title = "Publish the award again"
    lead = (
        "Use this when the register is behind. It writes a new version with what differs; the "
        "versions before stay. If nothing differs, nothing is written."
    )
    submit_label = "Publish again"
    refused_at = "what_changed"
    what_changed = forms.CharField(
        label="What changed", max_length=300, help_text="Published beside the new version."
    )

    def carry_out(self):
        return republish(
            award=self.subject,
            what_changed=self.cleaned_data["what_changed"],
            by=self.by,
            now=self.now,
        )

    def said(self, result):
        return f"The register shows version {result.version} of {result.reference}."

"""Parts of one page of an award that several of its sides fill.

    award_panels.register("payments", "funding.queries.running.places.panels_for", order=20)

A filler is called with the award, the person who looks and the moment, and returns Panels of
`civilsociety.ui.slots`: a template, and what it shows as `panel`.
"""

from civilsociety.ui.slots import Slot

# On the page of an award, as its grant holder reads it.
award_panels = Slot("on the grant holder's page of an award")

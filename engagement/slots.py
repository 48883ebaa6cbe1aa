"""Places on a group's pages that the other parts of engagement fill.

Each is asked with the group, the reader and the day; a filler returns `ui.slots.Panel`s: a template
of its own, and what that finds under the name `panel`. Constant queries, however much there is.
"""

from civilsociety.ui.slots import Slot

# The public page: next meetings, an open election, conversations.
group_panels = Slot("on a group's page")

# The members' front: papers to read, reviews to answer, what they are to do.
member_panels = Slot("on the members' page of a group")

# The officers' page of a group.
officer_panels = Slot("on the officers' page of a group")

"""Pages of programmes: index, prospectus, checker, form, calendar, alerts."""

"""What a section said before, and which sections were taken out of a draft."""


def history_of_section(version, key):
    """Every revision of a section of this version, newest first, with who made it."""
    return version.revisions.filter(key=key).select_related("by").order_by("-revision")


def taken_out(version):
    """The last text of each section that was taken out and is not back, the latest first."""
    here = set(version.sections.values_list("key", flat=True))
    last = version.revisions.exclude(key__in=here).order_by("key", "-revision").distinct("key")
    rows = [row for row in last.select_related("by") if row.how == row.How.TAKEN_OUT]
    return sorted(rows, key=lambda row: row.pk, reverse=True)


def taken_out_with(version, key):
    """A section that was taken out and those inside it that went with it, in reading order."""
    rows = sorted(taken_out(version), key=lambda row: row.pk)
    root = next((row for row in rows if row.key == key), None)
    if root is None:
        return []
    return [
        row
        for row in rows
        if row is root or (row.at == root.at and row.number.startswith(f"{root.number}."))
    ]

"""What leases say in several tables: the years are their commitment, the calendar has their days, the plan leaves them on theirs. Standard library only."""


def check(edition, judge):
    t = edition.csv
    ways(t, judge)
    days(t, judge)
    matches(t, judge)


def ways(t, judge):
    leases, years = t["lease_exit"], t["lease_commitment"]
    for row in leases.rows:
        key, get = leases.get(row, "lease_id"), lambda column: leases.get(row, column)
        part = years.where(lease_id=key)
        for column, twin in (("commitment_dkk", "rent_dkk"), ("present_value_dkk", "present_value_dkk"), ("months", "months")):
            if get(column) is not None and (len(part) or get(column)):
                judge.same("sum", f"{column} of lease {key}: leases, years", get(column), part.total(twin) or 0.0, 0.0051)
        if get("cost_dkk") is not None:
            judge.same("sum", f"cost of lease {key}: rent and fee", get("cost_dkk"), get("commitment_dkk") + get("fee_dkk"), 0.0051)
        if get("earliest_on") and get("exit_on"):
            judge.same("figure", f"lease {key} is left no sooner than it can be", get("earliest_on") <= get("exit_on"), True)
    checks, listed = t["lease_rent_check"], {leases.get(row, "lease_id"): row for row in leases.rows}
    for row in checks.rows:
        key, square = checks.get(row, "lease_id"), checks.get(row, "rent_dkk_per_m2")
        if judge.there("figure", f"lease {key} of the rents is one of the leases", key in listed) and square is not None:
            rent, area = (leases.get(listed[key], column) for column in ("rent_dkk", "area_m2"))
            judge.same("figure", f"rent per m² of lease {key}: leases, rents", square, rent / area, 0.0051)


def days(t, judge):
    """A last day of notice stands among the warnings and in the calendar, with the same money."""
    calendar, warnings = t["calendar"], t["lease_warning"]
    noticed = {calendar.get(row, "event_id"): row for row in calendar.where(date_kind="lease_notice").rows}
    told = {}
    for row in warnings.rows:
        told[f"lease_notice:{warnings.get(row, 'lease_id')}:{warnings.get(row, 'lease_way')}"] = row
    judge.same("figure", "last days of notice: calendar, warnings", sorted(noticed) == sorted(told), True)
    for key in sorted(set(noticed) & set(told)):
        judge.same("figure", f"day of {key}: calendar, warnings", calendar.get(noticed[key], "due_on"), warnings.get(told[key], "notice_by"))
        judge.same("figure", f"money of {key}: calendar, warnings", calendar.get(noticed[key], "amount_dkk"), warnings.get(told[key], "missed_dkk"))
    planned = t["plan"]
    for row in planned.rows:
        key = planned.get(row, "property_id")
        for column, kind in (("propose_by", "closing_proposal"), ("object_until", "closing_objection"), ("decide_by", "closing_decision")):
            if planned.get(row, column) is not None:
                judge.same("figure", f"{column} of {key}: plan, calendar", planned.get(row, column), calendar.one("due_on", property_id=key, date_kind=kind))
    order = calendar.column("due_on")
    judge.same("figure", "the calendar's next date comes first", order == sorted(order), True)


def matches(t, judge):
    """Own space that replaces a lease is what rule F6 says of its property."""
    found = t["lease_match"]
    flagged = {(t["reasons"].get(row, "property_id"), t["reasons"].get(row, "state")) for row in t["reasons"].where(flag="lease_replaceable").rows}
    for row in found.rows:
        key, state = found.get(row, "property_id"), found.get(row, "state")
        # A guard holds the flag back, not the room.
        judge.there("figure", f"lease_replaceable of {key}: leases, reasons", (key, state) in flagged or (key, "guarded") in flagged)

"""What the ledger of freed resources says in several tables: lines and their whole, an action's parts, a year's states and its actions. Standard library only."""

ORE = 0.0051


def check(edition, judge):
    t = edition.csv
    if "freed_action" not in t:
        return
    lines(t["freed_bridge"], judge)
    parts(t["freed_action"], judge)
    years(t["freed_year"], t["freed_action"], t["freed_bridge"], judge)


def lines(bridge, judge):
    for authority, year in sorted({(bridge.get(row, "authority_code") or "", bridge.get(row, "year")) for row in bridge.rows}):
        amount = {bridge.get(row, "step"): bridge.get(row, "amount_dkk") for row in bridge.rows
                  if (bridge.get(row, "authority_code") or "") == authority and bridge.get(row, "year") == year}
        rest = [value for step, value in amount.items() if not step.startswith("ledger_")]
        if amount["ledger_total"] is not None:
            judge.same("sum", f"the accounts of {year}: before less after", amount["ledger_total"], amount["ledger_before"] - amount["ledger_after"], ORE)
            judge.same("sum", f"the accounts of {year}: the lines", amount["ledger_total"], sum(rest), ORE)


def parts(actions, judge):
    for row in actions.rows:
        get = lambda column, row=row: actions.get(row, column)
        what = f"action {get('action_id')} in {get('year')}"
        if get("reason"):
            judge.same("figure", f"{what} has no figure", [get(name) for name in ("gross_dkk", "net_dkk", "counted_dkk")] == [None] * 3, True)
            continue
        judge.same("sum", f"{what}: gross", get("gross_dkk"), get("indexed_dkk") - get("actual_dkk"), ORE)
        judge.same("sum", f"{what}: net", get("net_dkk"), get("gross_dkk") - get("moved_property_dkk") - get("moved_centre_dkk"), ORE)
        judge.same("sum", f"{what}: counted and other change", get("net_dkk"), get("counted_dkk") + get("other_change_dkk"), ORE)
        judge.same("figure", f"{what} counts no more than its cost before", get("counted_dkk") <= max(get("indexed_dkk"), 0) + ORE, True)
        if get("realisation_percent") is not None:
            judge.same("figure", f"{what}: realised share", get("realisation_percent"), get("net_dkk") * 100 / get("planned_dkk"), 0.051)


def years(states, actions, bridge, judge):
    for row in states.rows:
        year, state, authority = states.get(row, "year"), states.get(row, "state"), states.get(row, "authority_code") or ""
        if state not in ("executed", "realised") or states.get(row, "realised_dkk") is None:
            continue
        mine = [actions.get(one, "counted_dkk") for one in actions.rows if actions.get(one, "year") == year and (actions.get(one, "authority_code") or "") == authority
                and (actions.get(one, "grade") == "A") == (state == "realised")]
        judge.same("sum", f"{state} in {year}: the year, its actions", states.get(row, "realised_dkk"), sum(value for value in mine if value is not None), ORE)
    for authority, year in sorted({(actions.get(row, "authority_code") or "", actions.get(row, "year")) for row in actions.rows}):
        mine = [row for row in actions.rows if (actions.get(row, "authority_code") or "") == authority and actions.get(row, "year") == year]
        if any(actions.get(row, "reason") for row in mine):
            continue
        said = [bridge.get(row, "amount_dkk") for row in bridge.rows if (bridge.get(row, "authority_code") or "") == authority and bridge.get(row, "year") == year
                and bridge.get(row, "step") in ("action", "tender")]
        judge.same("sum", f"net in {year}: the actions, the lines", sum(actions.get(row, "net_dkk") for row in mine), sum(said), ORE)

"""What the traffic lights say in several tables: an action's newest light, its line of the half-year, the history, the programme. Standard library only."""


def check(edition, judge):
    t = edition.csv
    if "light_now" not in t:
        return
    newest(t["light_now"], t["light_history"], judge)
    halves(t["light_status"], t["light_history"], t["light_half"], judge)
    programme(t["light_now"], t["light_programme"], judge)
    owed(t["light_due"], t["light_now"], t["calendar"], judge)


def newest(now, history, judge):
    """A running action's light and deviations are those of its newest half-year."""
    for row in now.rows:
        get = lambda column, row=row: now.get(row, column)
        if get("half") is None:
            continue
        key, half = get("action_id"), get("half")
        mine = {history.get(one, "parameter"): one for one in history.where(action_id=key, half=half).rows}
        judge.same("figure", f"light of {key}: now, history", get("light"), history.get(mine["total"], "light"))
        judge.same("figure", f"{key} has no later half-year", max(history.where(action_id=key).column("half")), half)
        for column, parameter, twin in (("cost_percent", "cost", "deviation_percent"), ("late_months", "time", "deviation"), ("benefit_percent", "benefit", "deviation_percent"),
                                        ("first_cost_percent", "cost", "first_deviation_percent"), ("first_months", "time", "first_deviation"),
                                        ("first_benefit_percent", "benefit", "first_deviation_percent")):
            judge.same("figure", f"{column} of {key}: now, history", get(column), history.get(mine[parameter], twin))


def halves(status, history, half, judge):
    """The lines of a half-year are the history's totals, and its lights count them."""
    totals = {(history.get(row, "half"), history.get(row, "action_id")): history.get(row, "light") for row in history.where(parameter="total").rows}
    lines = {(status.get(row, "half"), status.get(row, "action_id")): status.get(row, "light") for row in status.rows}
    judge.same("figure", "lights of the half-years: lines, history", lines == totals, True)
    for row in half.rows:
        name, light = half.get(row, "half"), half.get(row, "light")
        judge.same("sum", f"{light} actions of {name}: half-year, lines", half.get(row, "actions"), sum(1 for (one, _), shown in lines.items() if one == name and shown == light))
    judge.same("sum", "actions of all half-years: half-years, lines", sum(half.column("actions")), len(lines))


def programme(now, lights, judge):
    """The programme counts the actions, and what is at risk is red and grey."""
    count = {}
    for row in now.rows:
        state = now.get(row, "light_state")
        light = "grey" if state == "no_baseline" else now.get(row, "light") if state == "running" else state
        if light != "split":
            count[light] = count.get(light, 0) + 1
    if "red" in count or "grey" in count:
        count["at_risk"] = count.get("red", 0) + count.get("grey", 0)
    found = {lights.get(row, "light"): lights.get(row, "actions") for row in lights.rows}
    judge.same("figure", "lights of the programme are those of the actions", sorted(found) == sorted(count), True)
    for light, number in sorted(found.items()):
        judge.same("sum", f"{light} actions: programme, actions", number, count.get(light, 0))
    for light in ("red", "yellow", "green"):
        promised = [now.get(row, "benefit_dkk") for row in now.where(light_state="running", light=light).rows]
        years = {now.get(row, "price_year") for row in now.rows}
        if light in found and len(years) == 1:
            judge.same("sum", f"benefit of the {light} actions: programme, actions", lights.one("benefit_dkk", light=light), sum(promised), 0.0051)


def owed(due, now, calendar, judge):
    """What is owed is owed by an action that is there; a half-year's statuses are one date of the calendar."""
    known = set(now.column("action_id"))
    for row in due.rows:
        judge.there("figure", f"{due.get(row, 'action_id')} that owes something has a light", due.get(row, "action_id") in known)
    for name in sorted({due.get(row, "half") for row in due.where(light_due="status").rows}):
        first = due.where(light_due="status", half=name)
        judge.same("figure", f"day of the statuses of {name}: owed, calendar", first.column("due_on")[0], calendar.one("due_on", event_id=f"light_status:{name}"))
    late = {row_key(due, row) for row in due.where(light_due="decision").rows if due.get(row, "overdue")}
    told = {row_key(now, row) for row in now.where(light_state="running").rows if now.get(row, "without_decision")}
    judge.same("figure", "without a decision: owed, actions", late == told, True)


def row_key(table, row):
    return table.get(row, "action_id")

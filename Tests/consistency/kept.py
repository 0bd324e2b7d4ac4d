"""What an edition promises of its plan: no receiver above its capacity, nobody left behind, every planned property called so; the years, the
receivers and the uses are the sums of their parts; and one thing has one name. Standard library only."""

import collections
import os
import re

LANGUAGES = ("da", "en")


def check(edition, judge):
    t = edition.csv
    years(t, judge)
    receivers(t, judge)
    left(t, judge)
    localities(t, judge)
    uses(t, judge)
    names(edition, judge)


def known(value):
    return value or 0.0


def years(t, judge):
    years_, planned, as_of = t["plan_year"], t["plan"], t["summary"].one("as_of", scope="all")
    if not len(planned):
        judge.same("sum", "years of an empty plan", float(len(years_)), 0.0)
        return
    by_year = collections.defaultdict(lambda: collections.Counter())
    for row in planned.rows:
        year = float((planned.get(row, "leave_on") or as_of)[:4])
        by_year[year]["properties"] += 1
        for column in ("area_m2", "users_moved", "one_off_dkk", "saving_dkk"):
            by_year[year][column] += known(planned.get(row, column))
    judge.same("sum", "years: table, plan", sorted(by_year) == sorted(years_.column("year")), True)
    running = 0.0
    for row in years_.rows:
        year = years_.get(row, "year")
        for column in ("properties", "area_m2", "users_moved", "one_off_dkk", "saving_dkk"):
            judge.same("sum", f"{column} of {year:.0f}: years, plan", known(years_.get(row, column)), by_year[year][column], 0.051)
        running += known(years_.get(row, "saving_dkk"))
        judge.same("sum", f"saving until {year:.0f}: running sum, years", known(years_.get(row, "cumulative_saving_dkk")), running, 0.051)


def receivers(t, judge):
    into, moved, listed, uses_ = t["plan_receiver"], t["plan_move"], t["properties"], t["uses"]
    several = set(uses_.column("property_id"))
    arriving = collections.Counter()
    for row in moved.rows:
        arriving[moved.get(row, "to_property_id")] += known(moved.get(row, "users"))
    told = collections.Counter()
    above = over = 0
    for row in into.rows:
        key, get = into.get(row, "property_id"), lambda column: into.get(row, column)
        told[key] += known(get("users_arriving"))
        home = uses_.where(property_id=key, sector=get("sector")) if key in several else listed.where(property_id=key)
        if judge.there("receiver", f"{get('sector')} of {key} in the list", len(home) == 1):
            for column in ("users", "capacity", "occupancy_percent"):
                judge.same("receiver", f"{column} of {key}: receivers, list", get(column), home.get(home.rows[0], column), 0.0051)
        if get("users") is not None:
            own = sum(known(moved.get(line, "users")) for line in moved.where(to_property_id=key, activity=get("sector")).rows)
            judge.same("receiver", f"users of {key} after the moves", get("users_after"), get("users") + own)
            if get("capacity"):
                judge.same("receiver", f"occupancy of {key} after the moves", get("occupancy_after_percent"), get("users_after") * 100 / get("capacity"), 0.0051)
        if None not in (get("users_after"), get("capacity")):
            later = [get(column) for column in ("users_after", "users_after_5", "users_after_10")]
            judge.same("receiver", f"occupancy of {key} at its most", get("occupancy_later_percent"), max(later) * 100 / get("capacity"), 0.0051)
            judge.same("receiver", f"free places of {key} afterwards", get("places_left"), get("capacity") - get("reserve_places") - max(later))
            over += judge.same("receiver", f"{key} within its capacity less its reserve in 5 and 10 years", get("places_left") >= 0, True) is False
        limit = get("capacity")
        above += judge.same("receiver", f"{key} within its capacity", limit is None or get("users_after") is None or get("users_after") <= limit, True) is False
        for line in moved.where(to_property_id=key).rows:
            if key not in several:
                for column in ("occupancy_after_percent", "occupancy_later_percent"):
                    judge.same("receiver", f"{column} of {key}: receivers, moves", get(column), moved.get(line, column))
    for key in sorted(set(arriving) | set(told)):
        judge.same("receiver", f"users who come to {key}: receivers, moves", told[key], arriving[key])
    judge.tell("receivers above their capacity", above, len(into))
    judge.tell("receivers whose demand in 5 or 10 years is above their capacity less the reserve", over, len(into))


def localities(t, judge):
    """What the localities give up is the plan, who comes there are all who move, and nothing that is protected is left."""
    by, planned, moved, protected = t["plan_locality"], t["plan"], t["plan_move"], t["plan_protected"]
    if not len(planned):
        return
    for mine, theirs in (("left_m2", "area_m2"), ("users_moved", "users_moved")):
        judge.same("locality", f"{mine} of all localities: localities, plan", known(by.total(mine)), known(planned.total(theirs)), 0.51)
    judge.same("locality", "users who come: localities, moves", known(by.total("users_arriving")), known(moved.total("users")))
    judge.same("locality", "properties left: localities, plan", known(by.total("properties_left")), float(len(planned)))
    for row in by.rows:
        if by.get(row, "area_m2"):
            judge.same("locality", f"share of {by.get(row, 'locality')}", by.get(row, "left_percent"), by.get(row, "left_m2") * 100 / by.get(row, "area_m2"), 0.051)
    parts = t["plan_part"]
    part_of = {parts.get(row, "property_id"): parts.get(row, "part") for row in parts.rows}
    for row in moved.rows:
        ends = [part_of.get(moved.get(row, end)) for end in ("from_property_id", "to_property_id")]
        judge.same("locality", f"discussion of {moved.get(row, 'from_property_id')} and where its users go", ends[0] is not None and ends[0] == ends[1], True)
    taken = set(planned.column("property_id"))
    judge.tell("protected properties that the plan leaves", sum(
        judge.same("locality", f"{key} is protected and stays", key in taken, False) is False for key in protected.column("property_id")), len(protected))


def left(t, judge):
    """Everybody who is counted in a property that the plan leaves has somewhere to go, and no page says that it is in no plan."""
    planned, moved, listed, uses_, core = t["plan"], t["plan_move"], t["properties"], t["uses"], t["plan_core"]
    behind = unnamed = 0
    for row in planned.rows:
        key = planned.get(row, "property_id")
        parts = uses_.where(property_id=key)
        inside = known(parts.total("users")) if len(parts) else known(listed.one("users", property_id=key))
        gone = known(moved.where(from_property_id=key).total("users"))
        behind += judge.same("left", f"people inside {key}, moved {gone:g} of {inside:g}", gone >= inside, True) is False
        says = [listed.one("plan_role", property_id=key), planned.get(row, "role"), core.one("role", property_id=key)]
        says += [listed.one("conclusion", property_id=key) != "leave" and "none", listed.one("in_plan", property_id=key) != 1.0 and "none"]
        unnamed += judge.same("left", f"{key} is in the plan wherever it stands: {says}", "none" in says, False) is False
    judge.tell("properties left with people inside", behind, len(planned))
    judge.tell("planned properties called \u201cin no plan\u201d", unnamed, len(planned))


def uses(t, judge):
    """The parts of a property with several uses are the property; the main one is what the list shows."""
    uses_, listed = t["uses"], t["properties"]
    for key in sorted(set(uses_.column("property_id"))):
        parts, row = uses_.where(property_id=key), listed.where(property_id=key)
        if not judge.there("use", f"{key} in the list", len(row) == 1):
            continue
        if None not in parts.column("share_percent"):
            judge.same("use", f"shares of {key}", parts.total("share_percent"), 100.0, 0.011 * len(parts))
        if None not in parts.column("area_m2"):
            judge.same("use", f"area of {key}: uses, list", parts.total("area_m2"), listed.get(row.rows[0], "area_m2"), 0.011 * len(parts))
        main = parts.where(main=1.0)
        if judge.there("use", f"main use of {key}", len(main) == 1):
            for column in ("sector", "users", "capacity", "m2_per_user", "occupancy_percent", "norm_m2_per_user"):
                judge.same("use", f"{column} of {key}: main use, list", main.get(main.rows[0], column), listed.get(row.rows[0], column), 0.0051)


def names(edition, judge):
    """A figure, flag, guard or class has the catalogue's name wherever it is named: headings and the language files."""
    project = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    glossary = edition.csv["glossary"]
    for language in LANGUAGES:
        with open(os.path.join(project, f"pipelines/6_report/languages/{language}.yaml"), encoding="utf-8") as file:
            words = dict(re.findall(r'^(code\.[\w.]+): "(.*)"$', file.read(), re.M))
        titles = {field["name"]: field["title"] for field in edition.fields["properties"]}
        for row in glossary.rows:
            kind, term, title = (glossary.get(row, column) for column in ("kind", "term", "title_" + language))
            twins = [f"code.{kind}.{term}"] if kind != "term" else [f"code.{family}.{term}" for family in ("state", "step")]
            for twin in twins:
                if twin in words or kind == "figure":
                    judge.same("name", f"{twin} ({language})", words.get(twin), title)
            if kind == "figure" and term in titles and re.search(f'<html lang="{language}"', edition.page_text):
                judge.same("name", f"heading of {term}", titles[term], title)

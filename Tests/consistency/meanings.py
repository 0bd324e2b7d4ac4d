"""One figure, one home: what several tables, pictures and sentences say of the same thing must be the same, and every sum its parts.

Every line names the figure by where it lives (`summary` first) and what else shows it. Standard library only."""

import collections
import re

from judge import amount, filled, shown

LANGUAGES = ("da", "en")


def check(edition, judge):
    t = edition.csv
    totals(t, judge)
    money(t, judge)
    plan(t, judge)
    waterfall(t, judge)
    properties(edition, judge)
    sectors(t, judge)
    for language in LANGUAGES:
        sentences(edition, language, judge)


def whole(t, column):
    return t["summary"].one(column, scope="all")


def near(judge, what, first, second, within=0.0):
    judge.same("figure", what, first, second, within)


def sums(judge, what, whole_, parts, within=0.051):
    """Nothing known and a sum of nothing are alike."""
    judge.same("sum", what, whole_ or 0.0, parts or 0.0, within)


def totals(t, judge):
    listed, candidates, inputs = t["properties"], t["candidates"], t["inputs"]
    near(judge, "properties: first screen, list", whole(t, "properties"), float(len(listed)))
    sums(judge, "net area: first screen, list", whole(t, "area_m2"), listed.total("net_area_m2"), 0.51)
    for bound in ("low", "high"):
        sums(judge, f"net area, {bound}: first screen, list", whole(t, "area_m2_" + bound), listed.total("net_area_m2_" + bound), 0.51)
    sums(judge, "gross area: first screen, list", whole(t, "gross_area_m2"), listed.total("area_m2"), 0.51)
    near(judge, "buildings: first screen, list of buildings", whole(t, "buildings"), float(len(t["buildings"])))
    sums(judge, "buildings: first screen, list of properties", whole(t, "buildings"), listed.total("building_count"))
    near(judge, "candidates: first screen, list", whole(t, "candidates"), float(len(candidates)))
    sums(judge, "candidates' area: first screen, list", whole(t, "candidate_m2"), candidates.total("net_area_m2"), 0.51)
    sums(judge, "candidates' firm area: first screen, list", whole(t, "candidate_firm_m2"), candidates.where(state="firm").total("net_area_m2"), 0.51)
    for column, wanted in (("with_place", 1.0), ("without_place", 0.0)):
        part = candidates.where(has_place=wanted)
        near(judge, f"candidates {column}: first screen, list", whole(t, f"candidates_{column}"), float(len(part)))
        sums(judge, f"area of candidates {column}: first screen, list", whole(t, f"candidate_{column}_m2"), part.total("net_area_m2"), 0.51)
    near(judge, "candidates in the plan: first screen, list", whole(t, "candidates_in_plan"), float(len(candidates.where(in_plan=1.0))))
    near(judge, "properties that leave: plan, conclusions", float(len(t["plan"])), float(len(listed.where(conclusion="leave"))))
    sums(judge, "candidates' backlog: first screen, list", whole(t, "backlog_dkk"), candidates.total("backlog_dkk"))
    for state, column in (("firm", "firm_flags"), ("open", "open_flags")):
        sums(judge, f"{state} flags: first screen, list", whole(t, column), sum(len((codes or "").split()) for codes in listed.column(column)))
        sums(judge, f"{state} flags: first screen, reasons", whole(t, column), len(t["reasons"].where(state=state)))
    sums(judge, "guarded flags: first screen, reasons", whole(t, "guarded_flags"), len(t["reasons"].where(state="guarded")))
    for level, column in ((3.0, "complete"), (2.0, "extended")):
        part = listed.where(data_level=level).total("net_area_m2") or 0.0
        if column == "complete":
            sums(judge, "area on complete data: first screen, list", whole(t, "complete_m2"), part, 0.51)
        if whole(t, "area_m2"):
            near(judge, f"share on {column} data: first screen, list", whole(t, column + "_percent"), part * 100 / whole(t, "area_m2"), 0.051)
    if len(candidates):
        last = candidates.rows[-1]
        near(judge, "candidates' area: first screen, last of the running sums", whole(t, "candidate_m2"), candidates.get(last, "cumulative_m2"), 0.51)
        near(judge, "candidates' share: running sum, of the baseline", candidates.get(last, "cumulative_percent"),
             whole(t, "candidate_m2") * 100 / whole(t, "baseline_m2"), 0.0051)
    sums(judge, "rows set aside: first screen, inputs", whole(t, "rejected_rows"), inputs.total("rows_rejected"))
    rejects = t["rejects"]
    aside = collections.Counter(feed for feed, _, _ in {(rejects.get(row, "feed"), rejects.get(row, "file"), rejects.get(row, "record")) for row in rejects.rows})
    sums(judge, "rows set aside: first screen, list of them", whole(t, "rejected_rows"), sum(aside.values()))
    for row in inputs.rows:
        sums(judge, f"rows set aside of {inputs.get(row, 'feed')}: inputs, list of them", inputs.get(row, "rows_rejected"), aside[inputs.get(row, "feed")])
    for percent in ("low", "high"):
        near(judge, f"target, {percent}: m², per cent of the baseline", whole(t, f"target_{percent}_m2"),
             whole(t, "baseline_m2") * whole(t, f"target_{percent}_percent") / 100, 0.51)
    movement = t["movement"]
    for row in movement.rows:
        figure = movement.get(row, "figure")
        before, came, went, moved = (movement.get(row, column) or 0.0 for column in ("value_before", "came", "went", "moved"))
        sums(judge, f"{figure}: before and what happened is now", movement.get(row, "value_after"), before + came + went + moved, 0.051)
        near(judge, f"{figure}: first screen, movement", whole(t, figure) or 0.0, movement.get(row, "value_after") or 0.0, 0.051)
    trend = t["trend"]
    tonight = t["summary"].one("as_of", scope="all")
    for row in trend.rows:
        figure = trend.get(row, "figure")
        if trend.get(row, "as_of") == tonight and figure in t["summary"].place:
            near(judge, f"{figure}: first screen, trend of tonight", whole(t, figure), trend.get(row, "value"), 0.0051)
        elif trend.get(row, "as_of") == tonight and figure == "net_area_m2":
            near(judge, "net area: first screen, trend of tonight", whole(t, "area_m2"), trend.get(row, "value"), 0.051)


def money(t, judge):
    candidates = t["candidates"]
    # A cost with a part missing has a lower bound and no value: what is summed are the bounds.
    for column in ("saving_dkk", "saving_dkk_low", "saving_dkk_high"):
        if None not in candidates.column(column):
            sums(judge, f"candidates' {column}: first screen, list", whole(t, column), candidates.total(column))
    sums(judge, "candidates' saving at least: first screen, list", whole(t, "saving_dkk_low"), candidates.total("saving_dkk_low"))
    unallocated = t["unallocated"]
    sums(judge, "unallocated cost, last twelve months: first screen, list", whole(t, "unallocated_dkk"), unallocated.where(last_twelve_months=1.0).total("amount_dkk"))
    sums(judge, "unallocated cost, all months: first screen, list", whole(t, "unallocated_all_dkk"), unallocated.total("amount_dkk"))


def plan(t, judge):
    planned, moved, scenario, frontier = t["plan"], t["plan_move"], t["plan_scenario"], t["plan_frontier"]
    main = next((row for row in scenario.rows if scenario.get(row, "scenario") == "main"), None)
    if main is None:
        return
    said = lambda column: scenario.get(main, column)
    sums(judge, "plan's properties: scenario, list", said("properties"), len(planned))
    sums(judge, "plan's properties: scenario, marked in the list", said("properties"), len(t["properties"].where(in_plan=1.0)))
    for column in ("area_m2", "one_off_dkk", "proceeds_dkk", "users_moved", "saving_dkk"):
        sums(judge, f"plan's {column}: scenario, list", said(column), planned.total(column), 0.51 if column == "area_m2" else 0.051)
    sums(judge, "plan's area: first screen, scenario", whole(t, "plan_m2"), said("area_m2"))
    sums(judge, "plan's saving: first screen, scenario", whole(t, "plan_saving_dkk"), said("saving_dkk"))
    sums(judge, "plan's users: scenario, moves", said("users_moved"), moved.total("users"))
    if len(planned):
        near(judge, "plan's share: scenario, last of the running sums", said("area_percent"), planned.get(planned.rows[-1], "cumulative_percent"), 0.0051)
    near(judge, "plan's share: scenario, of the baseline", said("area_percent"), said("area_m2") * 100 / whole(t, "baseline_m2"), 0.0051)
    for row in planned.rows:
        key = planned.get(row, "property_id")
        near(judge, f"users of {key}: plan, moves", planned.get(row, "users_moved"), moved.where(from_property_id=key).total("users") or 0.0)
        for column, twin, within in (("area_m2", "net_area_m2", 0.51), ("saving_dkk", "saving_dkk_low", 0.0051)):
            if planned.get(row, column) is not None:
                near(judge, f"{column} of {key}: plan, list", planned.get(row, column), t["properties"].one(twin, property_id=key), within)
    for row in frontier.rows:
        if frontier.get(row, "target_percent") == said("target_percent") and frontier.get(row, "reachable") == 1.0:
            for column in ("properties", "area_m2", "area_percent", "saving_dkk", "one_off_dkk", "proceeds_dkk", "users_moved", "disruption_km", "gap_percent"):
                near(judge, f"{column} at {said('target_percent'):g} %: plan, frontier", said(column), frontier.get(row, column))


def waterfall(t, judge):
    steps = {t["waterfall"].get(row, "step"): row for row in t["waterfall"].rows}
    at = lambda step, column="area_m2": t["waterfall"].get(steps[step], column)
    near(judge, "baseline: first screen, waterfall", whole(t, "baseline_m2"), at("baseline"), 0.051)
    for column, twin in (("area_m2", "area_m2"), ("area_m2_low", "area_m2_low"), ("area_m2_high", "area_m2_high"), ("properties", "properties")):
        near(judge, f"tonight's {column}: first screen, waterfall", whole(t, twin), at("today", column), 0.051)
    for step, column in (("restatement", "restatement_m2"), ("added", "new_m2")):
        near(judge, f"{step}: first screen, waterfall", whole(t, column) or 0.0, at(step), 0.051)
    near(judge, "left: first screen, waterfall", whole(t, "left_m2") or 0.0, -at("left"), 0.051)
    near(judge, "net since the baseline: added less left", whole(t, "net_m2") or 0.0, at("added") + at("left"), 0.11)
    sums(judge, "waterfall: baseline and its changes are tonight", at("today"), at("baseline") + at("restatement") + at("added") + at("left"), 0.21)
    near(judge, "candidates: first screen, waterfall", whole(t, "candidates"), at("flagged", "properties"))
    near(judge, "candidates' area: first screen, waterfall", whole(t, "candidate_m2"), at("flagged"), 0.051)
    near(judge, "candidates' saving: first screen, waterfall", whole(t, "saving_dkk") or 0.0, at("flagged", "saving_dkk") or 0.0, 0.0051)
    for bound in ("low", "high"):
        near(judge, f"target, {bound}: first screen, waterfall", whole(t, f"target_{bound}_m2"), at("target_" + bound), 0.51)
    if "plan" in steps:
        near(judge, "plan's area: first screen, waterfall", whole(t, "plan_m2"), at("plan"))
        near(judge, "plan's saving: first screen, waterfall", whole(t, "plan_saving_dkk"), at("plan", "saving_dkk"), 0.0051)


def properties(edition, judge):
    """A property's figures stand in the list, among the figures, the candidates, the ladder and the history."""
    t = edition.csv
    listed = {t["properties"].get(row, "property_id"): row for row in t["properties"].rows}
    figures = t["figures"]
    tonight = {}
    for row in figures.rows:
        key, figure = figures.get(row, "property_id"), figures.get(row, "figure")
        tonight[key, figure] = figures.get(row, "value")
        if figure in t["properties"].place:
            near(judge, f"{figure} of {key}: list, figures", t["properties"].get(listed[key], figure), figures.get(row, "value"), 0.0051)
    candidates = t["candidates"]
    for row in candidates.rows:
        key = candidates.get(row, "property_id")
        for column in candidates.columns:
            if column in t["properties"].place:
                near(judge, f"{column} of {key}: list, candidates", t["properties"].get(listed[key], column), candidates.get(row, column))
    ladder = t["ladder"]
    for row in ladder.rows:
        key = ladder.get(row, "property_id")
        if ladder.get(row, "rung") == "leave" and ladder.get(row, "verdict") != "not_possible":
            near(judge, f"net area of {key}: list, ladder", t["properties"].get(listed[key], "net_area_m2"), ladder.get(row, "area_m2"), 0.51)
            saving = t["properties"].get(listed[key], "saving_dkk")
            near(judge, f"saving of {key}: list, ladder", saving, ladder.get(row, "saving_dkk"), 0.51)
    if "history" in edition.data:
        cells = edition.data["history"][0]
        last = {}
        for place, figure, day, value in zip(*(cells.get(name, []) for name in ("property_id", "figure", "as_of", "value"))):
            key = t["properties"].column("property_id")[place] if isinstance(place, int) else place
            if (key, figure) not in last or day > last[key, figure][0]:
                last[key, figure] = (day, value)
        for (key, figure), (_, value) in sorted(last.items()):
            if tonight.get((key, figure)) is not None:
                near(judge, f"{figure} of {key}: figures, last of the history", tonight[key, figure], value, 0.0051)
    reconciliation = t["reconciliation"]
    for row in reconciliation.rows:
        both = [reconciliation.get(row, column) for column in ("list_area_m2", "register_area_m2", "difference_m2")]
        if None not in both:
            sums(judge, f"reconciliation, row {reconciliation.get(row, 'position'):.0f}: difference", both[2], both[0] - both[1])


def sectors(t, judge):
    """Smallest and largest of a sector are those of its properties."""
    figures, sector_of = t["figures"], {t["properties"].get(row, "property_id"): t["properties"].get(row, "sector") for row in t["properties"].rows}
    values = collections.defaultdict(list)
    # What goes by use is that of each use, in its own sector.
    uses, several = t["uses"], set(t["uses"].column("property_id"))
    let = set(t["properties"].where(tenure="leased_out").column("property_id"))
    by_use = ("area_m2", "net_area_m2", "users", "capacity", "m2_per_user", "occupancy_percent", "norm_need_percent", "vacant_m2")
    for row in uses.rows:
        for figure in by_use:
            of_users, of_norm = figure in ("users", "capacity", "m2_per_user", "occupancy_percent"), figure in ("norm_need_percent", "vacant_m2")
            if (of_users and not uses.get(row, "user_kind")) or (of_norm and uses.get(row, "norm_m2_per_user") is None):
                continue
            if figure == "net_area_m2":
                net, share = t["properties"].one(figure, property_id=uses.get(row, "property_id")), uses.get(row, "share_percent")
                if None not in (net, share):
                    values[uses.get(row, "sector"), figure].append(net * share / 100)
            elif uses.get(row, figure) is not None:
                values[uses.get(row, "sector"), figure].append(uses.get(row, figure))
    for row in figures.rows:
        if figures.get(row, "property_id") in let:
            continue
        if figures.get(row, "property_id") in several and figures.get(row, "figure") in by_use:
            continue
        if figures.get(row, "value") is not None:
            values[sector_of[figures.get(row, "property_id")], figures.get(row, "figure")].append(figures.get(row, "value"))
    authorities = set(t["sectors"].column("authority_code"))
    if len(authorities) > 1:
        return
    for row in t["sectors"].rows:
        get = lambda column: t["sectors"].get(row, column)
        among = values[get("sector"), get("figure")]
        if among:
            near(judge, f"{get('figure')} of {get('sector')}: how many are compared", get("properties"), float(len(among)))
            near(judge, f"{get('figure')} of {get('sector')}: smallest", get("minimum"), min(among), 0.0051)
            near(judge, f"{get('figure')} of {get('sector')}: largest", get("maximum"), max(among), 0.0051)
    for row in t["benchmarks"].rows:
        get = lambda column: t["benchmarks"].get(row, column)
        if get("own_value") is None:
            continue
        middle = {t["sectors"].get(other, "sector"): t["sectors"].get(other, "median") for other in t["sectors"].where(figure=get("figure")).rows}
        if get("figure") in ("booked_percent", "present_percent", "show_up_percent", "attendance_percent", "electricity_kwh_per_m2"):
            near(judge, f"{get('figure')} of {get('sector')}: benchmarks, sectors", get("own_value"), middle.get(get("sector")))
        elif get("figure") == "m2_per_citizen":
            near(judge, "m² per citizen: benchmarks, first screen", get("own_value"), whole(t, "m2_per_citizen"), 0.0051)


# Where a text of the language files has a place for a figure: the figure's column on the first screen.
SAID = {
    "overview.plan_note": {"count": "plan_properties", "saving": "plan_saving_dkk"},
    "overview.area_note": {"properties": "properties", "buildings": "buildings", "gross": "gross_area_m2"},
    "overview.citizen_note": {"area": "m2_per_citizen"},
    "overview.rejected_note": {"unallocated": "unallocated_dkk", "all": "unallocated_all_dkk"},
    "overview.saving_note": {"backlog": "backlog_dkk"},
    "overview.candidates_note": {
        "count": "candidates", "planned": "candidates_in_plan", "with_place": "candidates_with_place", "without_place": "candidates_without_place",
    },
    "overview.flags_note": {"gaps": "data_gaps", "guarded": "guarded_flags"},
    "overview.complete_note": {"area": "complete_m2", "extended": "extended_percent"},
}
HEADLINE = {
    "properties": "properties", "candidates": "candidates", "candidate_area": "candidate_m2", "with_place": "candidates_with_place",
    "without_place": "candidates_without_place", "plan_properties": "plan_properties", "plan_area": "plan_m2", "plan_saving": "plan_saving_dkk",
    "low": "target_low_percent", "high": "target_high_percent",
}
TILES = {
    "overview.plan": "plan_m2", "overview.saving": "saving_dkk", "overview.candidates": "candidate_m2", "overview.flags": "firm_flags", "overview.complete": "complete_percent",
    "overview.area": "area_m2", "overview.rejected": "rejected_rows",
}


def sentences(edition, language, judge):
    """The first screen's tiles and the target's table, on the page and in the council paper."""
    t, texts = edition.csv, edition.texts[language]
    for place, page in (("page", edition.page[language]), ("council paper", edition.paper[language])):
        kind = "first screen" if place == "page" else place
        for key, column in TILES.items():
            tile = page.tiles.get(texts[key])
            if not judge.there(kind, f"{language} tile {texts[key]}", tile):
                continue
            if key == "overview.plan" and whole(t, "plan_properties") is None:
                continue
            ends = filled(texts["word.range"] + ".", tile[0] + ".") if key == "overview.saving" else None
            # Of what lacks a part the least is said, and that it is the least.
            least = filled(texts["word.at_least"] + ".", tile[0] + ".") if key in ("overview.saving", "overview.area") else None
            if key == "overview.area":
                judge.same(kind, f"{language} {texts[key]} is the least", bool(least), whole(t, "area_m2_low") is not None and whole(t, "area_m2_high") is None)
            for twin, text in (
                {column + "_low": ends["low"], column + "_high": ends["high"]}.items() if ends
                else [(column + "_low", least["low"])] if least else [(column, tile[0])]
            ):
                said = amount(text, texts, language)
                judge.same(kind, f"{language} {texts[key]}", said and said[0], whole(t, twin), said[1] if said else 0)
            for note, places in SAID.items():
                if note.startswith(key + "_note") or (key, note) == ("overview.area", "overview.citizen_note"):
                    found = filled(texts[note], tile[1])
                    if not judge.there(kind, f"{language} “{texts[note]}”", found or note == "overview.citizen_note"):
                        continue
                    for name, twin in places.items() if found else ():
                        told = amount(found[name], texts, language)
                        judge.same(kind, f"{language} {name} beside {texts[key]}", told and told[0], whole(t, twin), told[1] if told else 0)
        leads = whole(t, "plan_properties") is not None
        pattern = texts["overview.headline_plan" if leads else "overview.headline"].rstrip(".")
        # The council's paper begins with the proposal; the headline stands further down.
        told = sorted(page.sentences, key=lambda sentence: sentence[0] != "headline")
        found = next((found for _, text in told if (found := filled(pattern, text))), None)
        for name, twin in HEADLINE.items():
            if found and name in found:
                told = amount(found[name], texts, language)
                judge.same(kind, f"{language} {name} in the headline", told and told[0], whole(t, twin), told[1] if told else 0)
        judge.there(kind, f"{language} headline", found)
        target = page.tables.get(texts["target.title"])
        if judge.there(kind, f"{language} table of the target", target):
            rows = {row[0]: row for row in target[0].rows}
            for key, column in (("baseline", "baseline_m2"), ("today", "net_m2"), ("flagged", "candidate_m2"), ("plan", "plan_m2"), ("low", "target_low_m2"), ("high", "target_high_m2")):
                row = rows.get(texts["target." + key])
                if row is None:
                    judge.same(kind, f"{language} {column} in the target's table", None, whole(t, column) if key != "plan" else None)
                    continue
                said = shown(row[-1], language)
                judge.same(kind, f"{language} {column} in the target's table", said and said[0], whole(t, column), said[1] if said else 0)

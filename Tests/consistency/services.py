"""What the report says of services in several tables: the parts are the whole, a price is the same wherever it stands, and a contract's days are in the calendar.
Lays files on services over the made-up municipality, which has none of its own. Standard library only."""

import csv
import glob
import os

MAP = [("*-4010", "rengøring", ""), ("*-2900", "energi", ""), ("*-2700", "vedligehold", "60"), ("*-2700", "udearealer", "30")]


def deliver(inbound):
    """A map, a level, contracts of every state with their properties, hours and checks, and own hours at some."""
    with open(sorted(glob.glob(os.path.join(inbound, "properties-*.csv")))[0], encoding="utf-8", newline="") as file:
        places = sorted({row["property_id"] for row in csv.DictReader(file, delimiter=";")} - {""})

    def write(name, header, rows):
        with open(os.path.join(inbound, name), "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";", lineterminator="\n").writerows([header.split(";")] + rows)

    write("service-map.csv", "pattern;service;share_percent", [list(row) for row in MAP])
    write("service-level.csv", "property_id;service;valid_from;level", [[key, "rengøring", "2024-01-01", "34"[place % 3 == 0]] for place, key in enumerate(places) if place % 7])
    ends = ["2025-10-31", "2026-05-31", "2026-12-31", "2028-12-31", ""]
    write("service-contracts.csv", "contract_id;service;starts_on;ends_on;notice_by;notice_months;renewal;renewal_months;options_left;value_dkk_year;procedure;minimum_share_percent", [
        [f"R{place}", "rengøring", "2022-01-01", day, "2026-02-27" if place == 1 else "", "6" if place == 2 else "", ["ingen", "automatisk", "option"][place % 3], "12", "1",
         str(1000000 + 7 * place), ["eu-udbud", "national"][place % 2], "99"] for place, day in enumerate(ends)])
    write("service-contract-properties.csv", "contract_id;property_id;share_percent;m2", [[f"R{place % 5}", key, "", str(500 + 13 * place)] for place, key in enumerate(places)])
    write("service-check.csv", "contract_id;property_id;period;ordered_hours;delivered_hours;checks;checks_passed;deductions_dkk", [
        [f"R{place % 5}", key, period, "100", str(60 + place % 41), "3", str(place % 4), "10"] for place, key in enumerate(places) for period in ("2025-12", "2026-01") if place % 4])
    write("own-hours.csv", "property_id;service;period;hours", [[key, "rengøring", "2026-01", str(10 + place)] for place, key in enumerate(places) if place % 3 == 0])


def check(edition, judge):
    t = edition.csv
    totals(t, judge)
    prices(t, judge)
    contracts(t, judge)


def totals(t, judge):
    service, cost, saving = t["fm_service"], t["fm_cost"], t["fm_saving"]
    for row in service.rows:
        name, get = service.get(row, "service"), lambda column: service.get(row, column)
        part = cost.where(service=name)
        if len(part):
            judge.same("sum", f"{name}, at least: services in all, list", get("cost_dkk_low") or 0.0, part.total("cost_dkk_low") or 0.0, 0.051)
            known = [value for value in part.column("cost_dkk") if value is not None]
            judge.same("sum", f"{name}: with a price, in all and in the list", get("properties"), float(len(known)))
            judge.same("sum", f"{name}: without a price, in all and in the list", get("without_price"), float(len(part) - len(known)))
            if get("cost_dkk") is not None:
                judge.same("sum", f"{name}: services in all, list", get("cost_dkk"), sum(known), 0.051)
    shares = [value for value in service.column("share_percent") if value is not None]
    if shares:
        judge.same("sum", "shares of the services", sum(shares), 100.0, 0.051)
    for row in saving.rows:
        name, get = saving.get(row, "service"), lambda column: saving.get(row, column)
        known = [value for value in cost.where(service=name).column("cost_dkk") if value is not None]
        judge.same("sum", f"{name}: volume and what may not be tendered, list", (get("volume_dkk") or 0.0) + (get("closed_dkk") or 0.0), sum(known), 0.051)
        if get("volume_dkk") is not None:
            judge.same("figure", f"{name}: expected of the three points", get("expected_dkk"), (get("saving_dkk_low") + 4 * get("saving_dkk") + get("saving_dkk_high")) / 6, 0.011)
            judge.same("figure", f"{name}: pieces of evidence", get("evidence_count"), float(len(t["fm_evidence"])))
    if len(service):
        judge.same("sum", "money without a service: in all, by account", service.one("cost_dkk", service="unmapped") or 0.0, t["fm_unmapped"].total("amount_dkk") or 0.0, 1.0)


def prices(t, judge):
    cost, delivery, spread = t["fm_cost"], t["fm_delivery"], t["fm_spread"]
    listed = {(cost.get(row, "property_id"), cost.get(row, "service")): row for row in cost.rows}
    for table in (delivery, spread):
        for row in table.rows:
            key = table.get(row, "property_id"), table.get(row, "service")
            for column in ("cost_dkk", "cost_dkk_low", "cost_dkk_high", "m2", "cost_per_m2_dkk"):
                if column in table.place:
                    judge.same("figure", f"{column} of {key}: list, {table.name}", cost.get(listed[key], column), table.get(row, column))
    judge.same("sum", "services at properties: list, delivery", float(len(cost)), float(len(delivery)))
    for row in spread.rows:
        get, key = (lambda column: spread.get(row, column)), (spread.get(row, "property_id"), spread.get(row, "service"))
        if get("gap_dkk") is not None:
            way = (get("cost_per_m2_dkk") - get("median_dkk")) * cost.get(listed[key], "m2")
            judge.same("figure", f"down to the median of {key}", get("gap_dkk"), max(0.0, way), 0.006 * cost.get(listed[key], "m2") + 0.02)
        low, value, high = (get(column) for column in ("gap_dkk_low", "gap_dkk", "gap_dkk_high"))
        if None not in (low, value):
            judge.same("figure", f"bounds of the way down of {key}", low <= value and (high is None or value <= high), True)
    for row in delivery.rows:
        get, key = (lambda column: delivery.get(row, column)), (delivery.get(row, "property_id"), delivery.get(row, "service"))
        if None not in (get("full_dkk"), get("m2"), get("full_per_m2_dkk")):
            judge.same("figure", f"full price per m² of {key}", get("full_per_m2_dkk"), get("full_dkk") / get("m2"), 0.0051)


def contracts(t, judge):
    contract, outside, calendar = t["fm_contract"], t["fm_outside_contract"], t["calendar"]
    days = {calendar.get(row, "event_id"): calendar.get(row, "due_on") for row in calendar.rows if str(calendar.get(row, "date_kind")).startswith("service_")}
    own = {}
    for row in contract.rows:
        name, get = contract.get(row, "contract_id"), lambda column: contract.get(row, column)
        judge.same("sum", f"outside contract {name}: contracts, list", get("outside_dkk") or 0.0, outside.where(contract_id=name).total("outside_dkk") or 0.0, 0.0051)
        if get("notice_on") and (get("notice_in_days") or -1) >= 0 and get("contract_state") != "ended":
            own[f"service_notice:{name}"] = get("notice_on")
        if get("ends_on") and (get("ends_in_days") or -1) >= 0:
            own[f"service_end:{name}"] = get("ends_on")
        if get("tender_late") == 0.0:
            own[f"service_tender:{name}"] = get("tender_start_on")
    judge.same("figure", "days of the service contracts: contracts, calendar", sorted(own.items()) == sorted(days.items()), True)

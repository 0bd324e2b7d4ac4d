"""Every key figure of the sample's properties, computed from the delivered files by the definitions of the glossary alone: no model of the
pipelines is read, only their given norms. Standard library only."""

import collections
import re

from delivered import Delivered, plain_day, plain_number
from night import AS_OF, PROJECT

NORMAL_DEGREE_DAYS = 2906
# Functions of the authorised chart whose postings are running cost where the allocation names no kind.
FUNCTIONS = ("0.32.31", "3.22.01", "3.35.60", "5.25.10", "5.32.32", "6.45.50")
RUNNING = ("operation", "maintenance", "cleaning", "energy", "rent")


def norms():
    """Per sector: the kind of user that it is judged by, and the area norm."""
    with open(f"{PROJECT}/pipelines/0_given/norms.yaml", encoding="utf-8") as file:
        blocks = re.split(r"^- ", file.read(), flags=re.M)[1:]
    entries = [dict(re.findall(r'^\s*(\w+): "?([^"\n]*)"?$', block, flags=re.M)) for block in blocks]
    return {e["sector"]: (None if e.get("user_kind") in (None, "null", "~", "") else e["user_kind"], float(e["norm_m2_per_user"]) if re.match(r"[\d.]+$", e.get("norm_m2_per_user", "")) else None)
            for e in entries}


def share(part, whole, scale=100.0):
    return None if part is None or not whole else part * scale / whole


class Figures:
    """All figures by (property, figure)."""

    def __init__(self, folder, as_of=AS_OF):
        self.data = Delivered(folder, as_of)
        self.as_of = as_of
        self.norms = norms()
        # A row for each use; the largest speaks for the property.
        self.uses = collections.defaultdict(list)
        for row in self.data.rows("properties"):
            self.uses[row["property_id"]].append((plain_number(row.get("use_share_percent") or "") or 100.0, row))
        self.properties = {key: max(rows, key=lambda r: r[0])[1] for key, rows in self.uses.items()}
        self.values = {}
        self.areas()
        self.people()
        self.money()
        self.meters()
        self.condition()
        self.rooms()
        self.forecast()

    def put(self, key, figure, value):
        self.values[key, figure] = value

    def get(self, key, figure):
        return self.values.get((key, figure))

    # -- area --------------------------------------------------------------------------------------------------------------------------

    def areas(self):
        properties = {key: r for key, r in self.data.current("co50400t").items() if r["status"] == "7"}
        plots = {key: r for key, r in self.data.current("co51000t").items() if r["status"] == "7"}
        buildings = {key: r for key, r in self.data.current("co50200t").items() if r["status"] == "6"}
        attic, basement = collections.Counter(), collections.Counter()
        for floor in self.data.current("co50800t").values():
            if floor["status"] == "6":
                attic[floor.get("bygning")] += float(floor.get("eta021ArealAfUdnyttetDelAfTagetage") or 0)
                basement[floor.get("bygning")] += float(floor.get("eta022Kælderareal") or 0)

        def bfe(register_property):
            record = properties.get(register_property)
            if record is None:
                return None
            for name in ("bfeNummer", "samletFastEjendom", "bygningPåFremmedGrund", "ejerlejlighed"):
                if record.get(name):
                    return record[name]

        own_ground = {}
        for link in sorted(self.data.records("co50300t"), key=lambda r: r.get("virkningFra", "")):
            property_ = next((text for name, text in link.items() if name.lower().startswith("bygningp")), None)
            if not link.get("registreringTil") and not link.get("virkningTil") and property_ in properties:
                own_ground[link.get("bygning")] = property_
        self.home = {}
        for key, building in buildings.items():
            plot = plots.get(building.get("grund"))
            self.home[key] = bfe(own_ground[key]) if key in own_ground else (bfe(plot["bestemtFastEjendom"]) if plot else None)

        claims = {}
        for key, row in self.properties.items():
            named = [b for b in re.findall(r"[0-9a-f-]{36}", row["building_ids"].lower()) if b in buildings]
            claims[key] = (1, named) if named else (2, [b for b, home in self.home.items() if home and home == row["bfe_number"]])
        owner = {}
        for key in sorted(claims):
            for building in claims[key][1]:
                if building not in owner or (claims[key][0], key) < owner[building]:
                    owner[building] = (claims[key][0], key)
        self.buildings = collections.defaultdict(dict)
        for building, (_, key) in owner.items():
            self.buildings[key][building] = buildings[building]

        # The area of a lease that has ended stays what the lease said, until somebody says more.
        leased = collections.Counter()
        for lease in self.data.rows("leases"):
            leased[lease["property_id"]] += plain_number(lease["area_m2"]) or 0
        gone = self.gone()
        units = {key: r for key, r in self.data.current("co50500t").items() if r["status"] == "6"}
        floors = self.data.current("co50800t")
        listed = {row["bfe_number"]: key for key, row in self.properties.items() if row["bfe_number"]}
        condominiums, elsewhere = collections.Counter(), collections.Counter()
        for link in self.data.records("co50600t"):
            unit, number = units.get(link.get("enhed")), bfe(link.get("ejerlejlighed"))
            if link.get("registreringTil") or link.get("virkningTil") or not unit or number not in listed:
                continue
            size = float(unit["enh026EnhedensSamledeAreal"] or 0)
            condominiums[listed[number]] += size
            elsewhere[floors[unit["etage"]]["bygning"]] += size
        self.building_area = {}
        for key, row in self.properties.items():
            total = parts_attic = parts_basement = homes = 0.0
            for building, record in self.buildings[key].items():
                if "910" <= record["byg021BygningensAnvendelse"] <= "999":
                    continue
                area = float(record["byg038SamletBygningsareal"] or 0)
                # homes of care and youth are no operating area
                if record["byg021BygningensAnvendelse"] in ("150", "160"):
                    homes += area + attic[building] + basement[building]
                self.building_area[building] = area + attic[building] + basement[building]
                total, parts_attic, parts_basement = total + area, parts_attic + attic[building], parts_basement + basement[building]
            apart = sum(elsewhere[building] for building in self.buildings[key])
            register = total + parts_attic + parts_basement - homes - apart + condominiums[key]
            if apart:
                self.put(key, "elsewhere_m2", apart)
            area = (leased[key] or register) if row["tenure"] == "leased_in" else register
            area = area or plain_number(row["area_m2"])
            self.put(key, "area_m2", area)
            if homes:
                self.put(key, "homes_m2", homes)
            if self.buildings[key]:
                self.put(key, "total_area_m2", total)
                self.put(key, "attic_m2", parts_attic)
                self.put(key, "basement_m2", parts_basement)
            self.put(key, "net_area_m2", 0 if row["tenure"] == "leased_out" or key in gone else area)

    def gone(self):
        newest = {}
        for row in self.data.rows("decisions"):
            if plain_day(row["decided_on"]) <= self.as_of:
                rank = (plain_day(row["decided_on"]), row["_line"])
                if row["property_id"] not in newest or rank > newest[row["property_id"]][0]:
                    newest[row["property_id"]] = (rank, row)
        return {key for key, (_, row) in newest.items() if row["effect"] and plain_day(row["effect_on"]) <= self.as_of}

    # -- people ------------------------------------------------------------------------------------------------------------------------

    def people(self):
        counts = collections.defaultdict(lambda: collections.defaultdict(lambda: [None, None]))
        for row in self.data.rows("headcount"):
            key, period = row["property_id"], row["period"]
            for _, use in self.uses.get(key, []):
                kind = self.norms.get(use["sector"], (None, None))[0]
                if kind in (None, row["kind"]) and period <= self.as_of[: len(period)]:
                    for place, name in enumerate(("users", "capacity")):
                        value = plain_number(row[name])
                        if value is not None:
                            of_use = counts[key, use["sector"]][period]
                            of_use[place] = (of_use[place] or 0) + value

        def newest(key, sector, place):
            of_use = counts[key, sector]
            return next((of_use[p][place] for p in sorted(of_use, reverse=True) if of_use[p][place] is not None), None)

        self.capacity = {}
        for key, row in self.properties.items():
            kind, norm = self.norms.get(row["sector"], (None, None))
            users, capacity = (newest(key, row["sector"], place) for place in (0, 1))
            area = self.get(key, "area_m2")
            for _, use in self.uses[key]:
                self.capacity[key, use["sector"]] = newest(key, use["sector"], 1)
            if kind is None:
                continue
            self.put(key, "users", users)
            self.put(key, "capacity", capacity)
            percents = sum(percent for percent, _ in self.uses[key])
            part = area * self.uses[key][0][0] / percents if len(self.uses[key]) > 1 else area
            self.put(key, "m2_per_user", share(part, users, 1) if users is not None else None)
            self.put(key, "occupancy_percent", share(users, capacity))
            if norm and users is not None and area:
                needs = []
                for percent, use in self.uses[key]:
                    count, each = newest(key, use["sector"], 0), self.norms.get(use["sector"], (None, None))[1]
                    needs.append((count * each, area * percent / percents) if count is not None and each else None)
                if None not in needs:
                    self.put(key, "norm_need_percent", sum(need for need, _ in needs) * 100 / area)
                    self.put(key, "vacant_m2", sum(max(0, has - need) for need, has in needs))

    # -- money -------------------------------------------------------------------------------------------------------------------------

    def money(self):
        year, month = int(self.as_of[:4]), int(self.as_of[5:7])
        months = {f"{year - (month <= back)}-{(month - back - 1) % 12 + 1:02}" for back in range(1, 13)}
        rules = collections.defaultdict(list)
        self.allocated = collections.defaultdict(set)
        for row in self.data.rows("cost_allocation"):
            rules[row["account"], row["cost_centre"]].append(row)
            self.allocated[row["property_id"]].add((row["account"], row["cost_centre"]))
        spent, years = collections.Counter(), collections.Counter()
        for row in self.data.rows("costs"):
            # A posting of a year counts by its months among the twelve; those of the year that is not over yet cost as much.
            covered = [row["period"]] if len(row["period"]) == 7 else [f"{row['period']}-{m:02}" for m in range(1, 13)]
            inside = len(months.intersection(covered))
            if not inside:
                continue
            for name in ((row["account"], row["cost_centre"]), ("", row["cost_centre"]), (row["account"], "")):
                valid = [r for r in rules.get(name, []) if plain_day(r["valid_from"] or "0000-01-01")[:7] <= covered[-1] and covered[0] <= (plain_day(r["valid_to"]) or "9999-12-31")[:7]]
                if valid:
                    break
            shares = [plain_number(r["share_percent"]) for r in valid]
            if sum(shares) > 100.0000001:
                continue
            for rule, percent in zip(valid, shares):
                kind = rule["category"] or ("operation" if row["account"][:7] in FUNCTIONS or row["account"].startswith("0.25.") else "uncategorised")
                spent[rule["property_id"], kind] += plain_number(row["amount_dkk"]) * percent / 100 * (inside / 12 if len(covered) == 12 else 1)
                if len(covered) == 12:
                    years[rule["property_id"], kind] += inside
        for key, count in years.items():
            spent[key] *= 12 / count
        rents = collections.Counter()
        for lease in self.data.rows("leases"):
            if not lease["ends_on"] or plain_day(lease["ends_on"]) >= self.as_of:
                rents[lease["property_id"]] += plain_number(lease["rent_dkk"]) or 0
        for key, row in self.properties.items():
            part = {name: spent[key, name] for name in RUNNING if (key, name) in spent}
            if row["tenure"] == "leased_in" and "rent" not in part and rents[key]:
                part["rent"] = rents[key]
            cost = sum(part.values()) if part else None
            area, users = self.get(key, "area_m2"), self.get(key, "users")
            self.put(key, "cost_dkk", cost)
            self.put(key, "cost_per_m2_dkk", share(cost, area, 1))
            self.put(key, "saving_per_m2_dkk", share(cost, area, 1))
            self.put(key, "cost_per_user_dkk", share(cost, users, 1))
            for name, figure in (("operation", "operation"), ("maintenance", "maintenance"), ("cleaning", "cleaning"), ("energy", "energy_cost"), ("rent", "rent")):
                self.put(key, f"{figure}_per_m2_dkk", share(part.get(name), area, 1))
                self.put(key, f"{figure}_per_user_dkk", share(part.get(name), users, 1))

    # -- meters, condition -------------------------------------------------------------------------------------------------------------

    def meters(self):
        used = collections.Counter()
        days = {}
        this_year = int(self.as_of[:4])
        for row in self.data.rows("energy"):
            if row["unit"].lower() == "kwh" and this_year - 3 <= int(row["year"]) < this_year:
                used[row["property_id"], row["kind"], int(row["year"])] += plain_number(row["amount"])
                if row["kind"] == "heat" and row["degree_days"]:
                    days[row["property_id"], int(row["year"])] = max(days.get((row["property_id"], int(row["year"])), 0), plain_number(row["degree_days"]))
        for key in self.properties:
            for kind, figure in (("heat", "energy_kwh_per_m2"), ("electricity", "electricity_kwh_per_m2")):
                years = [year for (p, k, year) in used if p == key and k == kind]
                if not years:
                    continue
                amount = used[key, kind, max(years)]
                if kind == "heat" and days.get((key, max(years))):
                    amount = amount * NORMAL_DEGREE_DAYS / days[key, max(years)]
                self.put(key, figure, share(amount, self.get(key, "area_m2"), 1))

    def condition(self):
        placed = {building: key for key, buildings in self.buildings.items() for building in buildings}
        inspected = collections.defaultdict(list)
        for row in self.data.rows("condition"):
            key = row["property_id"] or placed.get(row["building_id"])
            day = plain_day(row["inspected_on"])
            if key in self.properties and day <= self.as_of:
                inspected[key, row["building_id"]].append((day, plain_number(row["mark"]), plain_number(row["amount_dkk"])))
        weights = collections.defaultdict(list)
        backlog = {}
        for (key, building), rows in inspected.items():
            newest = max(day for day, _, _ in rows)
            marks = [mark for day, mark, _ in rows if day == newest and mark is not None]
            money = [amount for day, _, amount in rows if day == newest and amount is not None]
            if marks:
                weights[key].append((self.building_area.get(building) or 1, max(marks)))
            if money:
                backlog[key] = backlog.get(key, 0) + sum(money)
        for key in self.properties:
            if weights[key]:
                self.put(key, "condition_mark", sum(w * m for w, m in weights[key]) / sum(w for w, _ in weights[key]))
            self.put(key, "backlog_dkk", backlog.get(key))
            self.put(key, "backlog_per_m2_dkk", share(backlog.get(key), self.get(key, "area_m2"), 1))

    # -- rooms -------------------------------------------------------------------------------------------------------------------------

    def rooms(self):
        """Room days of the newest whole quarter of each property; a quarter is whole when its last month has ended on the night's date."""
        days = collections.defaultdict(dict)
        for row in self.data.rows("bookings"):
            days[row["property_id"], row["room"], plain_day(row["day"])].update(available=plain_number(row["hours_available"]), booked=plain_number(row["hours_booked"]))
        for row in self.data.rows("presence"):
            days[row["property_id"], row["room"], plain_day(row["day"])].update(present=plain_number(row["hours_present"]), persons=plain_number(row["persons_present"]))
        quarters = collections.defaultdict(lambda: collections.defaultdict(list))
        for (key, room, day), hours in days.items():
            quarter = f"{day[:4]}-{(int(day[5:7]) + 2) // 3 * 3:02}"
            if day <= self.as_of and (quarter < self.as_of[:7] or (quarter == self.as_of[:7] and int(self.as_of[8:]) >= 28)):
                quarters[key][quarter].append((room, hours))
        for key, row in self.properties.items():
            if not quarters[key]:
                continue
            rooms = collections.defaultdict(list)
            for room, hours in quarters[key][max(quarters[key])]:
                rooms[room].append(hours)
            available = booked = present = shown = anyone = 0.0
            heads = 0.0
            for of_room in rooms.values():
                longest = max((h["available"] for h in of_room if h.get("available") is not None), default=0)
                for h in of_room:
                    open_, taken, used = h.get("available"), h.get("booked"), h.get("present")
                    available += longest if open_ is None else open_
                    if open_ is not None:
                        booked += taken or 0
                        present += used or 0
                    if used is not None:
                        anyone += used
                        heads += used * (h.get("persons") or 0)
                        if taken is not None:
                            shown += min(used, taken)
            # People are counted to hundredths.
            seats = 0 if not anyone else round(heads * len(rooms) / anyone, 2)
            norm, area = self.norms.get(row["sector"], (None, None))[1], self.get(key, "area_m2")
            self.put(key, "booked_percent", share(booked, available))
            self.put(key, "present_percent", share(present, available))
            self.put(key, "show_up_percent", share(shown, booked))
            self.put(key, "seat_use_percent", share(seats, self.capacity.get((key, row["sector"]))))
            self.put(key, "attendance_percent", share(seats * norm, area) if norm else None)

    def forecast(self):
        expected, held = collections.Counter(), collections.Counter()
        for row in self.data.rows("forecast"):
            expected[row["sector"], row["locality"], int(row["year"])] += plain_number(row["users"])
        gone = self.gone()
        for key, row in self.properties.items():
            if row["tenure"] != "leased_out" and key not in gone:
                for _, use in self.uses[key]:
                    held[use["sector"], row["locality"]] += self.capacity.get((key, use["sector"])) or 0
        for key, row in self.properties.items():
            if self.norms.get(row["sector"], (None, None))[0] is None:
                continue
            for years in (5, 10):
                users = expected.get((row["sector"], row["locality"], int(self.as_of[:4]) + years))
                self.put(key, f"forecast_{years}_percent", share(users, held[row["sector"], row["locality"]]))

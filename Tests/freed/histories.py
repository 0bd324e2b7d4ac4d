"""Random histories of a municipality's actions: who closes what, where the users go, late and missing postings, corrections, an index with holes.

Each history is small and made from its seed alone."""
import random

from town import Town

KINDS = ["salg", "nedrivning", "opsigelse", "flytning", "udbud", "fælles brug", "ombygning"]


def history(seed, prefix="", clean=False, town=None):
    """Adds one history to a town. `clean`: nothing that holds for a whole town (index, months of the accounts) is missing."""
    r = random.Random(seed)
    town = town or Town()
    if not town.index:
        town.index = {year: r.choice([1.9, 2.8, 3.2, 0.7]) for year in range(2024, 2029)}
        if not clean and r.random() < 0.15:
            del town.index[r.choice([2026, 2027])]
    categories = ["operation"] + r.sample(["cleaning", "energy", "maintenance"], r.randint(0, 2))
    keys = [f"{prefix}{letter}" for letter in "PQRSTUV"[:r.randint(3, 6)]]
    for key in keys:
        town.properties[key] = r.choice([600, 1200.5, 2000, 4800])
    centres = [f"{prefix}{number}" for number in ("4790", "4791")[:r.randint(1, 2)]]
    actions = [act(r, town, f"{prefix}I-{n + 1}", keys, centres, categories) for n in range(r.randint(1, 5))]
    left = {}
    for action in actions:
        if action["kind"] in KINDS[:4]:
            left[action["property_id"]] = min(left.get(action["property_id"], "9999"), action["effect_on"])
    holes = 0.004 if clean else 0.02
    for place in [f"C{key}" for key in keys] + centres:
        for category in categories if place.startswith("C") else ["operation"]:
            base, quarters = r.randint(1_000_000, 400_000_000), r.random() < 0.1
            for year in range(2023, 2028):
                base = base * r.randint(95, 108) // 100
                cut = left.get(place[1:], "9999")
                for month in range(3, 13, 3) if quarters else range(1, 13):
                    if r.random() < holes / 12:
                        continue
                    amount = base // (4 if quarters else 12) + r.randint(-5000, 5000)
                    if f"{year}-{month:02}-28" >= cut:
                        amount = amount * r.choice([0, 0, 3, 10]) // 100
                    if amount:
                        period = f"{year}-Q{month // 3}" if quarters else f"{year}-{month:02}"
                        town.postings.append((period, account(category), renamed(town, place, year), amount))
                        if r.random() < 0.01:
                            town.postings.append((period, account(category), renamed(town, place, year), -r.randint(1, 90000)))
    if not clean and r.random() < 0.1:
        gone = f"{r.choice([2025, 2027])}-{r.randint(1, 12):02}"
        town.postings = [posting for posting in town.postings if posting[0] != gone]
    for key in keys:
        if r.random() < 0.5:
            users = r.randint(20, 400)
            for year in range(2023, 2028):
                town.heads.append({"property_id": key, "period": str(year), "kind": "elever", "users": users})
                users = users * r.randint(85, 120) // 100
    return town


def account(category):
    from town import ACCOUNTS
    return ACCOUNTS[category]


def renamed(town, place, year):
    for change in town.changes:
        if change["cost_centre"] == place and year >= int(change["from_on"][:4]):
            return change["successor"]
    return place


def act(r, town, key, keys, centres, categories):
    effect = f"{r.choice([2025, 2026, 2026, 2027])}-{r.randint(1, 12):02}-{r.choice([1, 1, 1, 15])}"
    effect = effect if len(effect) == 10 else effect[:8] + "0" + effect[8:]
    place = r.choice(keys)
    action = {"action_id": key, "property_id": place, "kind": r.choice(KINDS), "title": f"Indsats {key}", "decided_on": "2024-12-01", "decided_by_role": "Byrådet",
              "effect_on": effect, "planned_saving_dkk": str(r.randint(1000, 900000)), "price_year": r.choice([None, "2025"])}
    if action["kind"] == "udbud":
        action["category"] = r.choice(categories)
    receivers = r.sample(keys, r.choice([0, 1, 1, 2]))
    if r.random() < 0.03:
        receivers.append(f"{key}-unknown")
    action["receiving_property_ids"] = ", ".join(receivers)
    if r.random() < 0.4:
        action["shared_cost_centres"] = r.choice(centres)
    if r.random() < 0.7:
        action["area_m2"] = r.choice([300, 700, 1100])
    for receiver in receivers:
        if r.random() < 0.75 and not receiver.endswith("unknown"):
            town.receivers.append({"action_id": key, "property_id": receiver, "received_m2": r.choice([100, 250, 777])})
    way = r.random()
    if way < 0.3:
        town.states += [{"action_id": key, "state": "decided", "on_day": "2024-12-01"}, {"action_id": key, "state": "executed", "on_day": effect}]
        if r.random() < 0.3:
            town.states.append({"action_id": key, "state": r.choice(["withdrawn", "decided"]), "on_day": f"2027-{r.randint(1, 12):02}-01"})
    elif way < 0.35:
        town.states.append({"action_id": key, "state": "decided", "on_day": "2024-12-01"})
    if r.random() < 0.15:
        year = int(effect[:4]) - 1
        for category in categories:
            town.baselines.append({"action_id": key, "place_kind": "property", "place_id": place, "category": category, "baseline_year": str(year),
                                   "amount_dkk": str(r.randint(10000, 3000000)), "fixed_on": f"{year}-12-31" if r.random() < 0.8 else "2028-01-05"})
    if not town.changes or r.random() < 0.05:
        town.changes.append({"cost_centre": centres[0], "successor": f"{centres[0]}-ny", "from_on": f"{r.choice([2025, 2026, 2027])}-01-01"})
    town.actions.append(action)
    return action

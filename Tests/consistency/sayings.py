"""What sentences say: every number in a free sentence must be the one that its table has. Standard library only."""

import math
import re

from judge import NUMBER, amount, filled, shown

LANGUAGES = ("da", "en")
# Rules that ask for two periods in a row.
OF_PERIODS = ("low_attendance", "low_room_use", "ghost_booking")


def check(edition, judge):
    for language in LANGUAGES:
        plans(edition, language, judge)
        properties(edition, language, judge)
        reasons(edition, language, judge)
        screens(edition, language, judge)


def numbers(text, language):
    """Every number of a sentence with half a unit of its last decimal."""
    return [shown(found, language) for found in re.findall(NUMBER, text or "")]


def said(judge, what, text, language, value):
    """The sentence holds the number, as far as it writes its decimals; from a thousand on it writes none."""
    found = numbers(text, language)
    good = any(abs(abs(number) - abs(value)) <= half * 1.000001 + 1e-9 for number, half in found)
    judge.same("sentence", f"{what}: “{text}” and {value:g}", good, True)


def plans(edition, language, judge):
    scenarios, planned = edition.csv["plan_scenario"], edition.csv["plan"]
    for row in scenarios.rows:
        if not scenarios.get(row, "properties"):
            continue
        text = scenarios.get(row, "sentence_" + language)
        for column in ("properties", "area_m2", "area_percent", "users_moved", "saving_dkk", "net_saving_dkk"):
            said(judge, f"{scenarios.get(row, 'scenario')}, {column} ({language})", text, language, abs(scenarios.get(row, column)))
    main = next((row for row in scenarios.rows if scenarios.get(row, "scenario") == "main"), None)
    if main is None or not len(planned):
        return
    paper = edition.paper[language]
    judge.same("sentence", f"the plan's own sentence in the council paper ({language})",
               any(text == scenarios.get(main, "sentence_" + language) for _, text in paper.sentences), True)
    texts = edition.texts[language]
    found = next((found for _, text in paper.sentences if (found := filled(texts["paper.proposal"].rstrip("."), text.rstrip(".")))), None)
    if judge.there("sentence", f"proposal of the council paper ({language})", found):
        for name, column in (("properties", "properties"), ("area", "area_m2"), ("share", "area_percent"), ("saving", "saving_dkk"),
                             ("one_off", "one_off_dkk"), ("proceeds", "proceeds_dkk"), ("users", "users_moved")):
            told = amount(found[name], texts, language)
            judge.same("sentence", f"proposal's {name} ({language})", told and told[0], scenarios.get(main, column), told[1] if told else 0)


def properties(edition, language, judge):
    """The sentence of each property against the list, the plan and the moves."""
    listed, uses, planned = edition.csv["properties"], edition.csv["uses"], edition.csv["plan"]
    parts = {}
    for row in uses.rows:
        parts.setdefault(uses.get(row, "property_id"), []).append(row)
    people = re.compile(r"\b(?:alle dens|af dens|all its|of its) (" + NUMBER + r") (?:brugere|users)")
    places = re.compile(r"(?:højst|at most) (" + NUMBER + r") (?:af dens|of its)")
    need = re.compile(r"(?:Behovet er|The need is|need is|Need is) (" + NUMBER + ")")
    for row in listed.rows:
        key, text = listed.get(row, "property_id"), listed.get(row, "conclusion_" + language) or ""
        if match := people.search(text):
            told = shown(match.group(1), language)[0]
            if key in parts:
                kept = [math.ceil(uses.get(part, "users_high")) for part in parts[key] if uses.get(part, "users_high") is not None and uses.get(part, "norm_m2_per_user")]
                if len(kept) == len(parts[key]):
                    judge.same("sentence", f"users of {key} in its sentence, of its uses ({language})", told, float(sum(kept)))
            elif listed.get(row, "norm_m2_per_user") and listed.get(row, "users_high") is not None:
                judge.same("sentence", f"users of {key} in its sentence, in the list ({language})", told, float(math.ceil(listed.get(row, "users_high"))))
            if place := places.search(text):
                judge.same("sentence", f"places for {key} fewer than its users ({language})", shown(place.group(1), language)[0] <= told, True)
        for column in ("conclusion_", "reason_"):
            if match := need.search(listed.get(row, column + language) or ""):
                low, high, value = (listed.get(row, "need_percent" + bound) for bound in ("_low", "_high", ""))
                told, half = shown(match.group(1), language)
                judge.same("sentence", f"need of {key} in its {column}sentence ({language})", any(
                    end is not None and abs(told - end) <= half + 1e-9 for end in (value, low, high)), True)
        leaves = listed.get(row, "conclusion") == "leave"
        judge.same("sentence", f"{key} leaves, and its sentence says so ({language})",
                   bool(re.search(r"[Pp]lanen (forlader ejendommen|forlader den alligevel|samler i stedet|flytter i stedet)|[Tt]he plan (leaves the property|leaves it nevertheless|gathers its|moves its)", text)),
                   leaves)
    judge.same("sentence", "properties whose sentence leaves them, and the plan", float(len(listed.where(conclusion="leave"))), float(len(planned)))


def reasons(edition, language, judge):
    """A flag's sentence has the value and the limit of its row, and the value is the property's figure."""
    table, glossary, figures = edition.csv["reasons"], edition.csv["glossary"], edition.csv["figures"]
    figure_of = {glossary.get(row, "term"): glossary.get(row, "formula") for row in glossary.rows if glossary.get(row, "kind") == "flag"}
    several = set(edition.csv["uses"].column("property_id"))
    known = {(figures.get(row, "property_id"), figures.get(row, "figure")): row for row in figures.rows}
    for row in table.rows:
        if table.get(row, "state") == "data_gap":
            continue
        key, flag, text = (table.get(row, column) for column in ("property_id", "flag", "sentence_" + language))
        for column in ("value_low", "value_high", "threshold"):
            value = table.get(row, column)
            # "450 registered users, nobody present" names no limit
            if value is not None and not (column == "threshold" and flag == "idle"):
                said(judge, f"{flag} of {key}, {column} ({language})", text, language, abs(value))
        if table.get(row, "counterfactual_change") is not None and table.get(row, "counterfactual_" + language):
            text = table.get(row, "counterfactual_" + language)
            said(judge, f"{flag} of {key}, what would remove it ({language})", text, language, table.get(row, "counterfactual_change"))
            judge.same("sentence", f"{flag} of {key}: less than nothing more: “{text}”", bool(re.search(r"−\S+ (flere|more)", text)), False)
        figure = known.get((key, figure_of.get(flag)))
        # A rule that looks at several periods tells the worst of them, not tonight's.
        if language == "da" and figure is not None and key not in several and table.get(row, "state") == "firm" and flag not in OF_PERIODS:
            for bound in ("value_low", "value_high"):
                judge.same("sentence", f"{bound} of {flag} of {key}: reason, figure", table.get(row, bound), figures.get(figure, bound), 0.0051)


def screens(edition, language, judge):
    """Sentences of the first screen and of the sections that count something."""
    t, texts, page = edition.csv, edition.texts[language], edition.page[language]
    summary = t["summary"].where(scope="all")
    def twin(key, values):
        template = texts[key].rstrip(".")
        for _, text in page.sentences:
            if found := filled(template, text.rstrip(".")):
                for name, value in values.items():
                    told = amount(found[name], texts, language)
                    judge.same("sentence", f"{language} {name} of {key}", told and told[0], value, told[1] if told else 0)
                return True
        return False
    accounts = summary.one("uncategorised_accounts")
    if accounts:
        if judge.there("sentence", f"{language} cost without a category", twin("overview.uncategorised", {
                "amount": summary.one("uncategorised_dkk"), "accounts": accounts})):
            judge.same("sentence", "cost without a category: first screen, table", summary.one("uncategorised_dkk"), t["uncategorised"].total("amount_dkk"), 0.051)
            judge.same("sentence", "accounts without a category: first screen, table", accounts, float(len(set(t["uncategorised"].column("account")))))
    if summary.one("changed_properties"):
        judge.there("sentence", f"{language} how many properties changed", twin("overview.changes", {"count": summary.one("changed_properties")}))
    small = sum(1 for value in t["changes"].column("material") if value == 0.0)
    if small:
        judge.there("sentence", f"{language} small changes", twin("progress.small_changes", {"count": float(small)}))

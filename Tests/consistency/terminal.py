"""What `status`, `plan` and `explain` print of tonight must be what the edition says. Standard library only."""

import re

from judge import NUMBER, shown


def check(edition, command, judge):
    status(edition, command("status"), judge)
    for language in ("da", "en"):
        plan(edition, command("plan", "--language", language), language, judge)
    listed = edition.csv["properties"].column("property_id")
    chosen = dict.fromkeys(edition.csv["plan"].column("property_id")[:3] + edition.csv["plan_move"].column("to_property_id")[:2]
                           + edition.csv["candidates"].column("property_id")[:3] + listed[:: max(1, len(listed) // 4)])
    for key in chosen:
        explain(edition, key, command("explain", key, "--language", "da"), judge)


def status(edition, text, judge):
    inputs = edition.csv["inputs"]
    for row in inputs.rows:
        feed = inputs.get(row, "feed")
        line = re.search(rf"^  {re.escape(feed)}: .*?({NUMBER}) rows?$", text, re.M)
        if judge.there("status", f"rows of {feed}", line or not inputs.get(row, "rows_in_force")) and line:
            judge.same("status", f"rows of {feed}", shown(line.group(1), "en")[0], inputs.get(row, "rows_in_force") or 0.0)
        aside = re.search(rf"^  {re.escape(feed)}: ({NUMBER}) rows? set aside", text, re.M)
        judge.same("status", f"rows of {feed} set aside", shown(aside.group(1), "en")[0] if aside else 0.0, inputs.get(row, "rows_rejected"))


def plan(edition, text, language, judge):
    scenario, planned, moved, frontier = (edition.csv[name] for name in ("plan_scenario", "plan", "plan_move", "plan_frontier"))
    for row in scenario.rows:
        sentence = scenario.get(row, "sentence_" + language)
        if sentence:
            judge.same("plan", f"sentence of {scenario.get(row, 'scenario')} ({language})", sentence in text, True)
            if scenario.get(row, "scenario") == "main":
                shown_there = any(sentence == said for _, said in edition.page[language].sentences)
                judge.same("plan", f"sentence of the plan on the page ({language})", shown_there, True)
    for row in planned.rows:
        key = planned.get(row, "property_id")
        line = re.search(rf"^  {re.escape(key)}  .*$", text, re.M)
        if not judge.there("plan", f"line of {key}", line):
            continue
        parts = line.group().split("  ")
        for column, part in zip(("area_m2", "saving_dkk", "users_moved"), parts[3:]):
            said = shown(part, language)
            judge.same("plan", f"{column} of {key} ({language})", said and said[0], planned.get(row, column) or 0.0, said[1] if said else 0)
    for row in moved.rows:
        pair = f"  {moved.get(row, 'from_property_id')} → {moved.get(row, 'to_property_id')} "
        line = next((line for line in text.splitlines() if line.startswith(pair)), None)
        if not judge.there("plan", f"move{pair}", line):
            continue
        parts = line.split("  ")[2:]
        for column, part in zip(("users", "distance_m", "remaining_m2"), parts):
            said = shown(part, language)
            judge.same("plan", f"{column} of{pair}({language})", said and said[0], moved.get(row, column), said[1] if said else 0)
    for row in frontier.rows:
        if frontier.get(row, "reachable") != 1.0:
            continue
        wanted = frontier.get(row, "target_percent")
        for line in text.splitlines():
            said = shown(line, language) if re.match(rf"^  {NUMBER} %: ", line) else None
            if said and said[0] == wanted:
                figures = re.findall(NUMBER, line.split(": ", 1)[1].replace("m²", ""))
                for column, figure in zip(("area_m2", "one_off_dkk", None, "disruption_km"), figures):
                    if column:
                        told = shown(figure, language)
                        judge.same("plan", f"{column} at {wanted:g} % ({language})", told[0], frontier.get(row, column), told[1])


def explain(edition, key, text, judge):
    figures, words = edition.csv["figures"], edition.texts["da"]
    for row in figures.where(property_id=key).rows:
        name = words.get("code.figure." + figures.get(row, "figure"), figures.get(row, "figure"))
        line = re.search(rf"^  {re.escape(name)}: (.*)$", text, re.M)
        if judge.there("explain", f"{name} of {key}", line) and figures.get(row, "value") is not None:
            said = shown(line.group(1), "da")
            judge.same("explain", f"{name} of {key}", said and said[0], figures.get(row, "value"), said[1] if said else 0)

#!/usr/bin/env python3
"""Lifting holds authorities apart: each construct over two authorities, one of which has nothing, against the text itself over each alone.

Both sides run on Python's own SQLite, so that only lifting is judged. The last cases must be refused: they cannot be kept apart this way.
"""
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "packaging/cluster"))

import lift

TABLES = {"houses": ["key", "town", "area"], "people": ["key", "kind", "number"], "towns": ["town", "limit_m2"]}
# Keys collide; a null in a list of keys is what makes `not in` hard; the third has no rows at all.
ROWS = {
    "0101": {"houses": [("a", "x", 10), ("b", "x", 20), ("c", "y", None), ("d", None, 7)],
             "people": [("a", "child", 3), ("a", "adult", 1), ("b", "child", None), (None, "child", 9)], "towns": [("x", 15), ("y", 1)]},
    "0147": {"houses": [("a", "y", 100), ("b", "x", 1)], "people": [("b", "child", 50), ("c", "adult", 2)], "towns": [("x", 2)]},
    "0999": {"houses": [], "people": [], "towns": []},
}

HELD = {
    "join": "select h.key, p.kind, p.number from houses as h join people as p on p.key = h.key",
    "left join": "select h.key, p.kind from houses as h left join people as p on p.key = h.key and p.kind = 'child'",
    "cross join": "select h.key, t.town from houses as h cross join towns as t",
    "comma": "select h.key, t.town from houses as h, towns as t where t.town = h.town",
    "self join": "select h.key, o.key as other from houses as h join houses as o on o.area > h.area",
    "group": "select town, sum(area) as area, count(*) as n from houses group by town",
    "group by place and having": "select town as t, max(area) as area from houses group by 1 having count(*) > 1",
    "sum over everything": "select count(*) as n, sum(area) as area, coalesce(sum(area), 0) + 1 as more, 'x' as word from houses",
    "having over everything": "select min(town) as town from houses having min(town) = max(town)",
    "having that nothing passes": "select count(*) as n from houses having count(*) = 0",
    "sum in a step": "with s as (select count(*) as n from people), t as (select s.n + 1 as m from s) select h.key, t.m from houses as h cross join t",
    "distinct": "select distinct town from houses",
    "window": "select key, row_number() over (order by area, key) as place, sum(area) over (partition by town) as s from houses",
    "named window": "select key, rank() over w as place from houses window w as (partition by town order by key)",
    "sum of a group over a window": "select town, sum(sum(area)) over () as whole from houses group by town",
    "union": "select key, 'house' as what from houses union all select key, kind from people union select town, 'town' from towns",
    "union of sums": "select 'houses' as what, count(*) as n from houses union all select 'people', sum(number) from people",
    "constants": "select k.word, h.key from (select 'p' as word union all select 'q') as k left join houses as h on h.town = 'x'",
    "no table": "select 1 as n, 'a' as word",
    "exists": "select key from houses as h where exists (select 1 from people as p where p.key = h.key)",
    "not exists": "select key from houses as h where not exists (select 1 from people as p where p.key = h.key and p.number > 2)",
    "in": "select key from houses where key in (select key from people where kind = 'child')",
    "not in with nulls": "select key from houses where key not in (select key from people)",
    "in a union": "select key from houses where key in (select key from people union select town from towns)",
    "in a query that reaches out": "select key, case when 'child' in (select kind from people as p where p.key = h.key) then 1 else 0 end as n from houses as h",
    "value of a query": "select key, (select sum(p.number) from people as p where p.key = h.key) as n from houses as h",
    "value of everything": "select key, area - (select avg(area) from houses) as more, (select count(*) from people) as n from houses",
    "query inside a sum": "select key, (select case when max(number) > 3 then (select count(*) from towns) end from people) as n from houses",
    "query of the same name": "select houses.key from houses where (select count(distinct houses.town) from houses) > 1",
    "query in a query": "select key from houses as h where h.area > (select min(area) from houses as o where o.town in (select town from towns))",
    "star": "select h.*, p.kind from houses as h left join people as p on p.key = h.key",
    "star of a step": "with s as (select h.*, 1 as one from houses as h) select * from s where key <> 'a'",
    "order that means nothing": "select key from houses order by key",
}
REFUSED = {
    "limit": "select key from houses order by area limit 1",
    "natural join": "select key from houses natural join people",
    "using": "select kind from houses join people using (key)",
    "right join": "select p.kind from houses as h right join people as p on p.key = h.key",
    "unknown table": "select x from elsewhere",
}


def made(text, tables):
    connection = sqlite3.connect(":memory:")
    for name, (columns, rows) in tables.items():
        connection.execute(f"create table {name} ({', '.join(columns)})")
        connection.executemany(f"insert into {name} values ({', '.join('?' * len(columns))})", rows)
    return connection.execute(text).fetchall()


def order(rows):
    return sorted(rows, key=repr)


def main():
    wrong = 0
    together = {name: (columns + [lift.AUTHORITY], [(*row, code) for code, own in ROWS.items() for row in own[name]]) for name, columns in TABLES.items()}
    together[lift.AUTHORITIES] = ([lift.AUTHORITY], [(code,) for code in ROWS])
    for what, text in HELD.items():
        tree, names = lift.lifted(text, TABLES)
        found = made(tree.sql("sqlite"), together)
        own = [(*row, code) for code, tables in ROWS.items() for row in made(text, {n: (TABLES[n], r) for n, r in tables.items()})]
        if order(found) != order(own):
            wrong += 1
            print(f"DIFFERS: {what}\n  lifted  {order(found)}\n  each    {order(own)}\n  {tree.sql('sqlite')}")
    for what, text in REFUSED.items():
        try:
            print(f"NOT REFUSED: {what}: {lift.lifted(text, TABLES)[0].sql('sqlite')}")
            wrong += 1
        except lift.NotLifted:
            pass
    print(f"lifting: {len(HELD)} constructs held apart and {len(REFUSED)} refused" if wrong == 0 else f"lifting: {wrong} wrong")
    sys.exit(0 if wrong == 0 else 1)


if __name__ == "__main__":
    main()

"""One model's text, written for one authority, made to speak of many at once.

Every table has one more column, `in_authority`, behind its others. A query keeps authorities apart when what it joins agrees on that column, when it
groups, ranks and counts within it, and when a query inside it speaks of the outer row's authority. Nothing else changes, and what cannot be done so is refused
(`NotLifted`) rather than guessed.
"""
import sqlglot
from sqlglot import exp

AUTHORITY = "in_authority"
AUTHORITIES = "in_authorities"


class NotLifted(Exception):
    """The text does something that this module does not know how to keep apart."""


def lifted(text, columns):
    """The model's tree and the names of its columns. `columns`: every table it may read, with its columns in their order."""
    tree = sqlglot.parse_one(text, read="sqlite")
    for node in tree.walk():
        node.comments = None
    names = _query(tree, dict(columns))
    return tree, names


def _column(table):
    return exp.column(AUTHORITY, table=table)


def _agree(one, other):
    return exp.EQ(this=one.copy(), expression=other.copy())


def _query(node, tables, given=None):
    """Lifts a query in its place; returns its columns without the authority, which comes last. `given`: names that another branch gives them."""
    if isinstance(node, exp.Subquery) and not node.alias:
        return _query(node.this, tables, given)
    tables = _steps(node, tables)
    if isinstance(node, exp.SetOperation):
        _refuse(node, "order", "limit", "offset")
        names = _query(node.left, tables, given)
        _query(node.right, tables, names)
        return names
    if not isinstance(node, exp.Select):
        raise NotLifted(f"{type(node).__name__} is no query")
    if node.args.get("limit") or node.args.get("offset"):
        raise NotLifted("limit counts rows of all authorities")
    node.set("order", None)
    outer, sources = _sources(node, tables)
    _inner(node, outer, tables)
    _windows(node, outer)
    projections = _projections(node, sources)
    names = given or [_name(p) for p in projections]
    if "" in names or len(names) != len(projections):
        raise NotLifted("a column has no name")
    projections = [p if _name(p) == name else exp.alias_(p.unalias(), name) for p, name in zip(projections, names)]
    group = node.args.get("group")
    if group:
        group.append("expressions", outer.copy())
    elif any(True for _ in _aggregates(node)):
        node.set("expressions", projections)
        _one_row_each(node, outer, names)
        return names
    node.set("expressions", projections + [exp.alias_(outer.copy(), AUTHORITY)])
    return names


def _name(projection):
    """What the text calls a column; a literal has no name, whatever the parser says."""
    return projection.alias_or_name if isinstance(projection, (exp.Alias, exp.Column)) else ""


def _steps(node, tables):
    """The named steps of a `with`, each of which the next may read."""
    tables = dict(tables)
    for step in node.ctes:
        if step.args["alias"].columns:
            raise NotLifted("a step names its columns")
        tables[step.alias] = _query(step.this, tables)
    return tables


def _refuse(node, *keys):
    for key in keys:
        if node.args.get(key):
            raise NotLifted(f"{key} over several authorities")


def _argument(node, name):
    """An argument whose name the parser writes with an underscore where Python has the word itself."""
    return node.args.get(name) or node.args.get(name + "_")


def _sources(node, tables):
    """Joins agree on the authority. Returns the column that carries it, and the sources as (alias, columns)."""
    start = _argument(node, "from")
    if start is None:
        node.set("from_" if "from_" in node.arg_types else "from", exp.From(this=exp.to_table(AUTHORITIES)))
        return _column(AUTHORITIES), [(AUTHORITIES, [])]
    sources = [_source(start.this, tables)]
    outer = _column(sources[0][0])
    for join in node.args.get("joins") or []:
        if join.side in ("RIGHT", "FULL") or join.method or join.args.get("using"):
            raise NotLifted(f"{join.side or join.method or 'using'} join")
        sources.append(_source(join.this, tables))
        condition = _agree(_column(sources[-1][0]), outer)
        on = join.args.get("on")
        if join.kind in ("CROSS", "") and not on and not join.side:
            join.set("kind", "INNER")
        join.set("on", exp.and_(on, condition, copy=False) if on else condition)
    aliases = [alias for alias, _ in sources]
    if len(set(aliases)) < len(aliases):
        raise NotLifted("two sources of one name")
    return outer, sources


def _source(node, tables):
    if node.args.get("joins") or node.args.get("laterals"):
        raise NotLifted("joins in brackets")
    if isinstance(node, exp.Table):
        if node.name not in tables:
            raise NotLifted(f"nothing is known of {node.name}")
        return node.alias_or_name, tables[node.name]
    if isinstance(node, exp.Subquery) and node.alias:
        return node.alias, _query(node.this, tables)
    raise NotLifted(f"{type(node).__name__} is no table")


def _own(node):
    """Everything of a select but what it reads and the queries inside its expressions, which come themselves and are not entered."""
    waiting = []
    for key, value in node.args.items():
        if key in ("from", "from_", "with", "with_"):
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, exp.Join):
                item = item.args.get("on")
            if isinstance(item, exp.Expression):
                waiting.append(item)
    while waiting:
        item = waiting.pop()
        yield item
        if isinstance(item, exp.Query) and not isinstance(item, exp.Subquery):
            continue
        for value in item.args.values():
            waiting.extend(v for v in (value if isinstance(value, list) else [value]) if isinstance(v, exp.Expression))


def _inner(node, outer, tables):
    """Queries inside expressions speak of the outer row's authority."""
    for query in [n for n in _own(node) if isinstance(n, exp.Query) and not isinstance(n, exp.Subquery)]:
        holder = query.parent
        while isinstance(holder, exp.Subquery):
            holder = holder.parent
        if isinstance(holder, exp.In) and not _reaches_out(query):
            _query(query, tables)
            left = holder.this
            holder.set("this", exp.Tuple(expressions=[*(left.expressions if isinstance(left, exp.Tuple) else [left]), outer.copy()]))
        else:
            _correlate(query, outer, tables)


def _reaches_out(query):
    """Whether it reads columns of the row outside it: an engine compares one column then, not two."""
    inside = {node.alias_or_name for node in query.find_all(exp.Table, exp.Subquery)}
    return any(column.table and column.table not in inside for column in query.find_all(exp.Column))


def _correlate(node, outer, tables):
    """A query for one value, or for whether there is one: it reads the outer row's authority only, and gives what it gave."""
    tables = _steps(node, tables)
    if isinstance(node, exp.SetOperation):
        _correlate(node.left, outer, tables)
        _correlate(node.right, outer, tables)
        return
    if _argument(node, "from") is None:
        _inner(node, outer, tables)
        return
    _otherwise_named(node, outer.table)
    own, sources = _sources(node, tables)
    # A sum over everything has no authority of its own to speak of: a query inside it speaks of the outer row's.
    _inner(node, outer if any(True for _ in _aggregates(node)) else own, tables)
    where = node.args.get("where")
    condition = _agree(own, outer)
    node.set("where", exp.Where(this=exp.and_(where.this, condition, copy=False) if where else condition))


def _otherwise_named(node, name):
    """The inner source that has the outer one's name gets another: the outer row's authority must be in sight."""
    joins = [join.this for join in node.args.get("joins") or []]
    for source in [_argument(node, "from").this, *joins]:
        if source.alias_or_name == name:
            for column in [c for c in node.find_all(exp.Column) if c.table == name]:
                column.set("table", exp.to_identifier("inner_" + name))
            source.set("alias", exp.TableAlias(this=exp.to_identifier("inner_" + name)))


def _windows(node, outer):
    for window in [n for n in _own(node) if isinstance(n, exp.Window)]:
        # `over w` ranks within what w says.
        if not window.args.get("alias"):
            window.set("partition_by", [*(window.args.get("partition_by") or []), outer.copy()])


def _projections(node, sources):
    result = []
    for item in node.expressions:
        star = isinstance(item, exp.Star) or isinstance(item, exp.Column) and isinstance(item.this, exp.Star)
        if not star:
            result.append(item)
            continue
        chosen = [s for s in sources if isinstance(item, exp.Star) or s[0] == item.table]
        result += [exp.column(name, table=alias) for alias, columns in chosen for name in columns]
    return result


def _aggregates(node):
    """Aggregates that make one row of many: not those over a window."""
    for item in _own(node):
        if not isinstance(item, exp.AggFunc):
            continue
        holder = item.parent
        while isinstance(holder, (exp.Filter, exp.IgnoreNulls, exp.RespectNulls)):
            holder = holder.parent
        if not isinstance(holder, exp.Window):
            yield item


def _one_row_each(node, outer, names):
    """A sum over everything gives one row also where there is nothing: each authority has one, with what the text says of no rows."""
    empty = [_of_nothing(p) for p in node.expressions]
    having = node.args.get("having")
    kept = _of_nothing(having.this) if having else None
    rows = node.copy()
    rows.append("expressions", exp.alias_(outer.copy(), AUTHORITY))
    if having:
        rows.set("having", None)
        rows.append("expressions", exp.alias_(having.this.copy(), "own_kept"))
    rows.set("group", exp.Group(expressions=[outer.copy()]))
    there = exp.column(AUTHORITY, table="own_rows")
    for key in list(node.args):
        node.set(key, None)
    node.set("expressions", [
        exp.alias_(exp.Case(ifs=[exp.If(this=exp.Is(this=there.copy(), expression=exp.null()), true=value)], default=exp.column(name, table="own_rows")), name)
        for name, value in zip(names, empty)
    ] + [exp.alias_(_column(AUTHORITIES), AUTHORITY)])
    node.set("from_" if "from_" in node.arg_types else "from", exp.From(this=exp.to_table(AUTHORITIES)))
    node.set("joins", [exp.Join(
        this=exp.Subquery(this=rows, alias=exp.TableAlias(this=exp.to_identifier("own_rows"))), side="LEFT", on=_agree(there, _column(AUTHORITIES)))])
    if having:
        node.set("where", exp.Where(this=exp.Case(
            ifs=[exp.If(this=exp.Is(this=there.copy(), expression=exp.null()), true=kept)], default=exp.column("own_kept", table="own_rows"))))


def _of_nothing(projection):
    value = projection.this if isinstance(projection, exp.Alias) else projection
    value = exp.Paren(this=value.copy())
    if value.find(exp.Select):
        raise NotLifted("a query inside a sum over everything")
    for item in list(value.find_all(exp.AggFunc)):
        if item.find_ancestor(exp.AggFunc):
            continue
        while isinstance(item.parent, exp.Filter):
            item = item.parent
        kind = item.this if isinstance(item, exp.Filter) else item
        item.replace(exp.Literal.number(0) if isinstance(kind, (exp.Count, exp.CountIf)) else exp.null())
    for item in list(value.find_all(exp.Column)):
        item.replace(exp.null())
    return value.this

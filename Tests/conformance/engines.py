"""The engines: each makes all models of some nights and hands their rows over."""
import math
import sqlite3

import cluster
import dialects
import lift


def rounded(value, places=0):
    """The one definition of rounding (`PortableFunctions.rounded`), once more."""
    if value is None or places is None:
        return None
    value, scale = float(value), 10.0 ** min(max(int(places), 0), 15)
    scaled = abs(value) * scale
    if scaled >= 2.0**52:
        return value
    size = math.floor(scaled * (1 + 1e-12) + 0.5) / scale
    return -size if value < 0 and size > 0 else size


def lowered(text):
    """Letter by letter, as the product does."""
    return None if text is None else "".join(letter.lower() for letter in str(text))


class SQLite:
    """The models' own text, unchanged, on the library that Python brings or on a newer one (`apsw`)."""

    def __init__(self, newest):
        if newest:
            import apsw
            self.connection = apsw.Connection(":memory:")
            self.version = apsw.sqlite_lib_version()
            self.connection.create_scalar_function("round", rounded, -1, deterministic=True)
            self.connection.create_scalar_function("lower", lowered, 1, deterministic=True)
        else:
            self.connection = sqlite3.connect(":memory:")
            self.version = sqlite3.sqlite_version
            for places in (1, 2):
                self.connection.create_function("round", places, rounded, deterministic=True)
            self.connection.create_function("lower", 1, lowered, deterministic=True)

    def read(self, night):
        """Rows that no model makes, from the warehouse itself."""
        self.connection.execute(f"attach '{night.root}/.kvadratur/warehouse.sqlite' as night")
        for name in night.given():
            self.connection.execute(f'create table main."{name}" as select * from night."{name}"')
        self.connection.execute("detach night")

    def make(self, name, text):
        self.connection.execute(f'create table "{name}" as\n{text}')

    def rows(self, text):
        return list(self.connection.execute(text))


class DuckDB:
    """The lifted models on DuckDB, from the Parquet and the prologue that a cluster gets."""

    def __init__(self):
        import duckdb
        self.version = duckdb.__version__
        self.connection = duckdb.connect()
        self.connection.execute("set threads = 1; set preserve_insertion_order = false")

    def run(self, statement):
        self.connection.execute(statement)

    def rows(self, text):
        return self.connection.execute(text).fetchall()


class Spark:
    """The same on Apache Spark, statement by statement."""

    def __init__(self, partitions, work):
        from pyspark.sql import SparkSession
        import pyspark
        self.version = pyspark.__version__
        self.session = (
            SparkSession.builder.master("local[2]").appName("conformance").config("spark.ui.enabled", "false")
            .config("spark.sql.catalogImplementation", "in-memory").config("spark.sql.shuffle.partitions", str(partitions))
            .config("spark.driver.memory", "3g").config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.warehouse.dir", str(work / "spark-warehouse")).config("spark.local.dir", str(work)).getOrCreate())
        self.session.sparkContext.setLogLevel("ERROR")

    def run(self, statement):
        self.session.sql(statement)

    def rows(self, text):
        return [tuple(row) for row in self.session.sql(text).collect()]

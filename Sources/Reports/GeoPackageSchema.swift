import Records

/// The fixed parts of a GeoPackage 1.3 (OGC 12-128r17).
enum GeoPackageSchema {
    static let tables = """
        PRAGMA application_id = 0x47504B47;
        PRAGMA user_version = 10300;
        CREATE TABLE gpkg_spatial_ref_sys (
            srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, \
        organization_coordsys_id INTEGER NOT NULL,
            definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (
            table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, \
        description TEXT DEFAULT '',
            last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, \
        min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
            srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES \
        gpkg_spatial_ref_sys(srs_id));
        CREATE TABLE gpkg_geometry_columns (
            table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id \
        INTEGER NOT NULL, z TINYINT NOT NULL,
            m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT \
        uk_gc_table_name UNIQUE (table_name),
            CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
            CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        CREATE TABLE gpkg_extensions (
            table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope \
        TEXT NOT NULL,
            CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
        """

    /// Where QGIS looks for the default style of a layer.
    static let styles = """
        CREATE TABLE layer_styles (
            id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT(256), f_table_schema TEXT(256), \
        f_table_name TEXT(256),
            f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault \
        BOOLEAN, description TEXT,
            owner TEXT(30), ui TEXT(30), update_time DATETIME);
        INSERT INTO gpkg_contents(table_name, data_type, identifier, last_change) VALUES ('layer_styles', \
        'attributes', 'layer_styles', '2000-01-01T00:00:00.000Z');
        """

    static let systems: [[Value]] = [
        ["Undefined cartesian SRS", -1, "NONE", -1, "undefined"],
        ["Undefined geographic SRS", 0, "NONE", 0, "undefined"],
        [
            "WGS 84 geodetic", 4326, "EPSG", 4326,
            """
            GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS \
            84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],\
            PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,\
            AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4326\"]]
            """,
        ],
        [
            "ETRS89 / UTM zone 32N", 25832, "EPSG", 25832,
            """
            PROJCS[\"ETRS89 / UTM zone \
            32N\",GEOGCS[\"ETRS89\",DATUM[\"European_Terrestrial_Reference_System_1989\",SPHEROID[\"GRS \
            1980\",6378137,298.257222101,AUTHORITY[\"EPSG\",\"7019\"]],AUTHORITY[\"EPSG\",\"6258\"]],\
            PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,\
            AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4258\"]],PROJECTION[\"Transverse_Mercator\"],\
            PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",9],\
            PARAMETER[\"scale_factor\",0.9996],PARAMETER[\"false_easting\",500000],\
            PARAMETER[\"false_northing\",0],UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],AXIS[\"Easting\",\
            EAST],AXIS[\"Northing\",NORTH],AUTHORITY[\"EPSG\",\"25832\"]]
            """,
        ],
    ]

    /// The six triggers that requirement 75 asks for: whoever edits the layer keeps its index right.
    static func triggers(_ table: String) -> String {
        let index = "\"rtree_\(table)_geom\""
        let layer = "\"\(table)\""
        let box = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
        let filled = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))"
        let empty = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
        return """
            CREATE TRIGGER "rtree_\(table)_geom_insert" AFTER INSERT ON \(layer) WHEN (new.geom NOT NULL AND \
            NOT ST_IsEmpty(NEW.geom))
            BEGIN INSERT OR REPLACE INTO \(index) VALUES (NEW.fid, \(box)); END;
            CREATE TRIGGER "rtree_\(table)_geom_update1" AFTER UPDATE OF geom ON \(layer) WHEN OLD.fid = \
            NEW.fid AND \(filled)
            BEGIN INSERT OR REPLACE INTO \(index) VALUES (NEW.fid, \(box)); END;
            CREATE TRIGGER "rtree_\(table)_geom_update2" AFTER UPDATE OF geom ON \(layer) WHEN OLD.fid = \
            NEW.fid AND \(empty)
            BEGIN DELETE FROM \(index) WHERE id = OLD.fid; END;
            CREATE TRIGGER "rtree_\(table)_geom_update3" AFTER UPDATE ON \(layer) WHEN OLD.fid != NEW.fid \
            AND \(filled)
            BEGIN DELETE FROM \(index) WHERE id = OLD.fid; INSERT OR REPLACE INTO \(index) VALUES (NEW.fid, \
            \(box)); END;
            CREATE TRIGGER "rtree_\(table)_geom_update4" AFTER UPDATE ON \(layer) WHEN OLD.fid != NEW.fid \
            AND \(empty)
            BEGIN DELETE FROM \(index) WHERE id IN (OLD.fid, NEW.fid); END;
            CREATE TRIGGER "rtree_\(table)_geom_delete" AFTER DELETE ON \(layer) WHEN old.geom NOT NULL
            BEGIN DELETE FROM \(index) WHERE id = OLD.fid; END;
            """
    }
}

import Records
import Warehouse

/// `kvadratur.gpkg`: properties and buildings as points in EPSG:25832, with figures, class and a layer style
/// for QGIS. GeoPackage 1.3.
///
/// - Throws: `WarehouseFailure` where SQLite cannot write the file.
public func writeGeoPackage(_ content: EditionContent, _ resources: ReportResources, path: String) throws {
    let file = try SQLiteFile(path: path)
    let moment = content.asOf + "T00:00:00.000Z"
    try file.execute(GeoPackageSchema.tables)
    try file.insert(
        "gpkg_spatial_ref_sys",
        ["srs_name", "srs_id", "organization", "organization_coordsys_id", "definition"],
        rows: GeoPackageSchema.systems)
    try file.execute(GeoPackageSchema.styles)
    let texts = Texts(content.language, in: resources, glossary: content.tables["glossary"])
    for name in ["properties", "buildings"] {
        guard let table = content.tables[name], table.ordinal("easting_m") != nil,
            table.ordinal("northing_m") != nil
        else { continue }
        try PointLayer(table: table, title: table.title[content.language] ?? name).write(
            to: file, moment: moment)
        try file.insert(
            "layer_styles",
            [
                "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
                "styleQML", "styleSLD", "useAsDefault", "description",
                "owner", "ui", "update_time",
            ],
            rows: [
                [
                    "", "", .text(name), "geom", "Kvadratur", .text(qgisStyle(table, texts)), "", 1,
                    .text(table.title[content.language] ?? name), "", nil,
                    .text(moment),
                ]
            ])
    }
    try file.close()
}

/// One table of points with its spatial index.
private struct PointLayer {
    let table: ReportTable
    let title: String

    func write(to file: SQLiteFile, moment: String) throws {
        let name = table.name
        let columns = table.columns.filter { !["fid", "geom"].contains($0.name) }
        let ordinals = columns.map { table.ordinal($0.name)! }
        let declared = columns.map { "\(SQLiteFile.quoted($0.name)) \(type($0.kind))" }.joined(
            separator: ", ")
        try file.execute(
            """
            CREATE TABLE \(SQLiteFile.quoted(name)) (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, \
            geom POINT, \(declared))
            """
        )
        try file.execute(
            "CREATE VIRTUAL TABLE \"rtree_\(name)_geom\" USING rtree(id, minx, maxx, miny, maxy)")
        let points = table.rows.map(point)
        let box = bounds(points.compactMap(\.self))
        try file.insert(
            "gpkg_contents",
            [
                "table_name", "data_type", "identifier", "description", "last_change", "min_x", "min_y",
                "max_x", "max_y", "srs_id",
            ],
            rows: [[.text(name), "features", .text(name), .text(title), .text(moment)] + box + [25832]])
        try file.insert(
            "gpkg_geometry_columns", ["table_name", "column_name", "geometry_type_name", "srs_id", "z", "m"],
            rows: [[.text(name), "geom", "POINT", 25832, 0, 0]])
        try file.insert(
            "gpkg_extensions", ["table_name", "column_name", "extension_name", "definition", "scope"],
            rows: [
                [
                    .text(name), "geom", "gpkg_rtree_index",
                    "http://www.geopackage.org/spec120/#extension_rtree", "write-only",
                ]
            ])
        try file.insert(
            name, ["fid", "geom"] + columns.map(\.name),
            cells: table.rows.enumerated().lazy.map { index, row in
                [.value(.integer(Int64(index + 1))), points[index].map { .bytes(blob($0)) } ?? .value(.null)]
                    + ordinals.map { .value(row[$0]) }
            })
        try file.insert(
            "rtree_\(name)_geom", ["id", "minx", "maxx", "miny", "maxy"],
            rows: points.enumerated().compactMap { index, point in
                point.map {
                    [.integer(Int64(index + 1)), .real($0.x), .real($0.x), .real($0.y), .real($0.y)]
                }
            })
        // Last: the triggers call ST_ functions that only readers bring, and must not run for our own
        // inserts.
        try file.execute(GeoPackageSchema.triggers(name))
    }

    private func type(_ kind: ReportColumn.Kind) -> String {
        switch kind {
        case .text: "TEXT"
        case .integer: "INTEGER"
        case .number: "DOUBLE"
        case .date: "DATE"
        case .boolean: "BOOLEAN"
        }
    }

    /// nil without coordinates; 0,0 is what registers write when they have none.
    private func point(_ row: [Value]) -> (x: Double, y: Double)? {
        guard let x = table.value(row, "easting_m").number, let y = table.value(row, "northing_m").number,
            x != 0 || y != 0
        else { return nil }
        return (x, y)
    }

    private func bounds(_ points: [(x: Double, y: Double)]) -> [Value] {
        guard let x0 = points.map(\.x).min(), let y0 = points.map(\.y).min(), let x1 = points.map(\.x).max(),
            let y1 = points.map(\.y).max()
        else {
            return [nil, nil, nil, nil]
        }
        return [.real(x0), .real(y0), .real(x1), .real(y1)]
    }

    /// `GP`, version 0, little endian without envelope, the reference system, then a point as well-known
    /// binary.
    private func blob(_ point: (x: Double, y: Double)) -> [UInt8] {
        var bytes: [UInt8] = [0x47, 0x50, 0, 1]
        withUnsafeBytes(of: Int32(25832).littleEndian) { bytes.append(contentsOf: $0) }
        bytes += [1, 1, 0, 0, 0]
        for value in [point.x, point.y] {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes
    }
}

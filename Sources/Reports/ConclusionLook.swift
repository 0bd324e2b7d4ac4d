/// How each conclusion on a property looks wherever it is drawn or coloured: the same on the page, on the map
/// and in the workbook.
struct ConclusionLook {
    let code: String
    /// The marker's name in QGIS.
    let shape: String
    /// Red, green, blue of the marker.
    let colour: String
    /// Ground and ink of a cell; nil leaves the cell as it is.
    var cell: (ground: UInt32, ink: UInt32)?

    /// In the order in which they are told: the plan first.
    static let all = [
        ConclusionLook(code: "leave", shape: "triangle", colour: "194,65,12", cell: (0xfb_e3d6, 0x8a_2d08)),
        ConclusionLook(
            code: "could_leave", shape: "equilateral_triangle", colour: "183,121,31",
            cell: (0xfb_f0da, 0x6f_4708)),
        ConclusionLook(code: "cannot_leave", shape: "x", colour: "124,45,18", cell: (0xf0_e0d8, 0x6b_2710)),
        ConclusionLook(code: "share", shape: "diamond", colour: "138,47,122", cell: (0xf3_e1f0, 0x6b_2260)),
        ConclusionLook(code: "develop", shape: "square", colour: "27,127,92", cell: (0xdd_f1e9, 0x0f_5c41)),
        ConclusionLook(code: "keep", shape: "circle", colour: "0,114,178"),
        ConclusionLook(code: "investigate", shape: "cross_fill", colour: "95,107,118"),
    ]
}

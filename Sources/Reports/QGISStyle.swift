/// A QGIS style: the conclusion by shape and colour as on the page, the size by area.
func qgisStyle(_ table: ReportTable, _ texts: Texts) -> String {
    let looks = ConclusionLook.all
    let categories = looks.enumerated().map { place, look in
        """
        <category value=\"\(look.code)\" symbol=\"\(place)\" render=\"true\" \
        label=\"\(SVG.escape(texts.code("conclusion", look.code)))\"/>
        """
    }.joined()
    let symbols = looks.enumerated().map { place, look in
        symbol(String(place), look.shape, look.colour, sized: table.ordinal("area_m2") != nil)
    }.joined()
    return """
        <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
        <qgis version="3.22" styleCategories="Symbology"><renderer-v2 type="categorizedSymbol" \
        attr="conclusion" forceraster="0" symbollevels="0" \
        enableorderby="0"><categories>\(categories)</categories>\
        <symbols>\(symbols)</symbols></renderer-v2></qgis>
        """
}

private func symbol(_ name: String, _ shape: String, _ colour: String, sized: Bool) -> String {
    let properties = [
        ("name", shape), ("color", colour + ",210"), ("outline_color", "255,255,255,255"),
        ("outline_width", "0.2"), ("size", "3"), ("size_unit", "MM"),
    ]
    let options = properties.map { "<Option type=\"QString\" name=\"\($0.0)\" value=\"\($0.1)\"/>" }.joined()
    let size =
        sized
        ? """
        <data_defined_properties><Option type=\"Map\"><Option type=\"QString\" name=\"name\" \
        value=\"\"/><Option type=\"Map\" name=\"properties\"><Option type=\"Map\" name=\"size\"><Option \
        type=\"bool\" name=\"active\" value=\"true\"/><Option type=\"QString\" name=\"expression\" \
        value=\"max(1.6, min(8, sqrt(coalesce(&quot;area_m2&quot;, 0)) / 14))\"/><Option type=\"int\" \
        name=\"type\" value=\"3\"/></Option></Option><Option type=\"QString\" name=\"type\" \
        value=\"collection\"/></Option></data_defined_properties>
        """
        : ""
    return
        """
        <symbol type=\"marker\" name=\"\(name)\" alpha=\"1\" clip_to_extent=\"1\"><layer \
        class=\"SimpleMarker\" enabled=\"1\" pass=\"0\" locked=\"0\"><Option \
        type=\"Map\">\(options)</Option>\(size)</layer></symbol>
        """
}

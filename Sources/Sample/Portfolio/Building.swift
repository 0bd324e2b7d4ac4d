/// A building as the register has it today. Areas follow the identities of real registers: footprint × floors
/// = total, and dwelling + business = total + used attic.
struct Building {
    /// Number within the property, from 0.
    var part: Int
    var status = 6
    var use = 930
    var footprint = 0
    var floors = 0
    var total = 0
    var attic = 0
    var basement = 0
    var dwelling = 0
    var business = 0
    var built = 0
    var converted = 0
    var units = 0
    var isListed = false
    var place = Place(easting: 0, northing: 0)

    init(part: Int) { self.part = part }

    var isMain: Bool { use < 900 }
    var isInForce: Bool { status == 6 }
    /// Homes of care institutions are no operating area, whatever stands beside them.
    var isHomes: Bool { use == 160 }
    /// Operating area (bygningsdriftsareal): total + used attic + basement.
    var operatingArea: Int { isInForce && !isHomes ? total + attic + basement : 0 }
    /// Floors with a record: the storeys, the attic, the basement.
    var floorRecords: Int { isMain ? max(floors, 1) + (attic > 0 ? 1 : 0) + (basement > 0 ? 1 : 0) : 0 }
}

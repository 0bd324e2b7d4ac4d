import Records

/// The wanted member of a ZIP.
struct ZipDelivery {
    let source: PackedSource
    let limits: Limits
    let wantedSuffixes: [String]

    func read(_ progress: (Int) -> Void, _ body: (UnsafeRawBufferPointer) throws -> Void) throws
        -> DeliverySummary
    {
        guard let size = source.size else {
            throw Refusal(.archiveDamaged, detail: "a ZIP cannot be read from a pipe")
        }
        let zip = ZipMembers(source: source, limits: limits)
        let members = try zip.all()
        let wanted = try choose(members)
        var meter = UnpackMeter(limits: limits, packed: size)
        try zip.read(wanted, &meter) { bytes, packed in
            try body(bytes)
            progress(min(size, packed))
        }
        let others = members.enumerated().filter { $0.offset != wanted && $0.element.isRegular }.map(
            \.element.name)
        return DeliverySummary(
            packing: .zip, member: members[wanted].name, otherMembers: others, unpackedBytes: meter.unpacked,
            packedBytes: size)
    }

    private func choose(_ members: [ZipMembers.Member]) throws -> Int {
        let own = members.indices.filter { members[$0].isRegular && !Self.isClutter(members[$0].name) }
        for suffix in wantedSuffixes {
            let hits = own.filter { members[$0].name.lowercased().hasSuffix(suffix.lowercased()) }
            if hits.count > 1 {
                throw Refusal(
                    .archiveMember, value: hits.map { members[$0].name }.joined(separator: ", "),
                    detail: "one member ending in \(suffix) is wanted, here are \(hits.count)")
            }
            if let hit = hits.first {
                if members[hit].isEncrypted {
                    throw Refusal(
                        .archiveMethod, value: members[hit].name, detail: "it is protected by a password")
                }
                return hit
            }
        }
        if members.contains(where: { $0.name == "[Content_Types].xml" }) {
            throw Refusal(
                .archiveMember,
                detail: "this is an Office document and no workbook; save the table as .xlsx or CSV")
        }
        if let book = own.first(where: { SheetKind.hasName(of: members[$0].name) }) {
            throw Refusal(
                .archiveMember, value: members[book].name,
                detail: "a workbook is a packed file already; deliver it as it is")
        }
        throw Refusal(
            .archiveMember, value: members.map(\.name).joined(separator: ", "),
            detail: "no member ends in \(wantedSuffixes.joined(separator: " or "))")
    }

    /// What macOS lays beside the file.
    private static func isClutter(_ name: String) -> Bool {
        name.hasPrefix("__MACOSX/") || name.contains("/__MACOSX/") || name.hasSuffix(".DS_Store")
            || name.split(separator: "/").last?.hasPrefix("._") == true
    }
}

/// Letters with a mark of their own, as one character: a Mac delivers `å` as an `a` and a ring. The standard
/// library keeps its own table to itself.
///
/// Latin letters with one mark; anything else stays as it came, on both sides of a comparison.
enum ComposedLetters {
    static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { marks[$0.value] != nil }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let base = result.last, let composed = marks[scalar.value]?[base] {
                result.removeLast()
                result.append(composed)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// By mark: the letter alone, and the letter with it.
    private static let marks: [UInt32: [Unicode.Scalar: Unicode.Scalar]] = Dictionary(
        uniqueKeysWithValues: table.map { mark, pairs in
            let scalars = Array(pairs.unicodeScalars)
            return (
                mark,
                Dictionary(
                    uniqueKeysWithValues: stride(from: 0, to: scalars.count, by: 2).map {
                        (scalars[$0], scalars[$0 + 1])
                    })
            )
        })

    private static let table: [(UInt32, String)] = [
        (0x0300, "AÀEÈIÌOÒUÙaàeèiìoòuùNǸnǹ"),
        (0x0301, "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźGǴgǵÆǼæǽØǾøǿ"),
        (0x0302, "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷ"),
        (0x0303, "AÃNÑOÕaãnñoõIĨiĩUŨuũ"),
        (0x0304, "AĀaāEĒeēIĪiīOŌoōUŪuūÆǢæǣYȲyȳ"),
        (0x0306, "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭ"),
        (0x0307, "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯ"),
        (0x0308, "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸ"),
        (0x030A, "AÅaåUŮuů"),
        (0x030B, "OŐoőUŰuű"),
        (0x030C, "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ"),
        (0x030F, "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕ"),
        (0x0311, "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"),
        (0x031B, "OƠoơUƯuư"),
        (0x0326, "SȘsșTȚtț"),
        (0x0327, "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩ"),
        (0x0328, "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
    ]
}

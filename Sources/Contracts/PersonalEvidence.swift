import Records

/// What the ten-digit numbers of a column say together: of numbers that count things one in eleven has the
/// check digit of a CPR number by chance, of CPR numbers nearly all have it. The texts themselves are not
/// kept either way.
struct PersonalEvidence {
    private var likely = 0
    private var doubtful = 0
    private var first: Position?

    mutating func saw(_ finding: PersonalNumber.Finding, at position: Position) {
        if finding == .likely {
            likely += 1
            first = first ?? position
        } else {
            doubtful += 1
        }
    }

    /// Where the first of them stands, when the column holds CPR numbers.
    var place: Position? { likely > doubtful ? first : nil }
}

/// How many letters must be changed, added or left out to make one word of the other: for "did you mean".
public func wordDistance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
        var corner = row[0]
        row[0] = i + 1
        for j in b.indices {
            let change = corner + (letter == b[j] ? 0 : 1)
            corner = row[j + 1]
            row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[b.count]
}

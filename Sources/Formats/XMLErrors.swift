import CLibXML2

/// What the parser says is wrong.
extension xmlError {
    /// That it was told to stop.
    var isOwnStop: Bool { code == 111 }

    /// Its message, in one line.
    var text: String {
        var text = message.map { String(cString: $0) } ?? ""
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }
}

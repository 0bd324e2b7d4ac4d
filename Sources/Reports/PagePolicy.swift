import Fingerprints
import Records

/// The Content-Security-Policy of a page: nothing may be fetched, and only our own style sheet and script
/// count, named by their hash. A text that slipped through as markup could then neither run nor phone
/// anybody.
func contentSecurityPolicy(css: String, javascript: String?) -> String {
    let script = javascript.map { "; script-src 'sha256-\(base64SHA256($0))'" } ?? ""
    return
        """
        default-src 'none'; style-src 'sha256-\(base64SHA256(css))'\(script); img-src data:; base-uri \
        'none'; form-action 'none'
        """
}

private func base64SHA256(_ text: String) -> String {
    var printer = Fingerprinter()
    var text = text
    text.withUTF8 { printer.update(UnsafeRawBufferPointer($0)) }
    let digits = Array(printer.finish().hex.utf8)
    let bytes = stride(from: 0, to: digits.count, by: 2).map {
        digitValue(digits[$0]) << 4 | digitValue(digits[$0 + 1])
    }
    return base64(bytes)
}

private func digitValue(_ digit: UInt8) -> UInt8 { digit < 0x3a ? digit - 0x30 : digit - 0x61 + 10 }

/// Base64 without Foundation.
func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let chunk = bytes[start..<min(start + 3, bytes.count)]
        var bits = 0
        for place in 0..<3 { bits = bits << 8 | (place < chunk.count ? Int(chunk[start + place]) : 0) }
        for place in 0..<4 {
            out.append(place <= chunk.count ? alphabet[bits >> (18 - 6 * place) & 63] : 0x3d)
        }
    }
    return String(decoding: out, as: UTF8.self)
}

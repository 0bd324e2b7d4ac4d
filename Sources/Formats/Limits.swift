/// How much a delivery may ask of us before it is refused. A register of the whole country fits; a hostile
/// file does not.
public struct Limits: Hashable, Sendable {
    /// Unpacked bytes of one delivery.
    public var maximumBytes = 64 << 30
    /// Members of one archive.
    public var members = 16
    /// Unpacked bytes per packed byte, judged only above `ratioFloor`: regular XML packs 1:34 and more.
    public var ratio = 400
    /// Unpacked bytes below which the ratio says nothing.
    public var ratioFloor = 64 << 20
    /// Nesting of elements. libxml2's own limit does not hold in the push parser.
    public var xmlDepth = 64
    /// Bytes of text in one element.
    public var textBytes = 1 << 20
    /// Bytes of markup without a single event: an endless comment, name, tag or attribute.
    public var noProgressBytes = 256 << 10
    /// Different unknown element names in one file.
    public var unknownFields = 1000
    /// Bytes of one XML record, from its first byte to its last.
    public var recordBytes = 16 << 20
    /// Bytes of one CSV field, or of one cell of a sheet.
    public var csvFieldBytes = 1 << 20
    /// Bytes of one CSV record, from its first byte to its line end.
    public var csvLineBytes = 4 << 20
    /// Fields of one CSV record.
    public var csvColumns = 1000

    /// The limits as they stand here.
    public init() {}
}

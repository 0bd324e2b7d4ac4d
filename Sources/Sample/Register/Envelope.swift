/// The elements that every record of the register begins with.
struct Envelope: Sendable {
    let event: StaticString?
    let namespace: StaticString

    static let building = Envelope(event: "Bygning", namespace: "http://data.gov.dk/bbr/bygning")
    static let buildingLink = Envelope(
        event: "Bygning", namespace: "http://data.gov.dk/bbr/bygningejendomsrelation")
    static let property = Envelope(
        event: "EjendomsRelation", namespace: "http://data.gov.dk/bbr/ejendomsrelation")
    static let unit = Envelope(event: "Enhed", namespace: "http://data.gov.dk/bbr/enhed")
    static let unitLink = Envelope(event: "Enhed", namespace: "http://data.gov.dk/bbr/enhedejendomsrelation")
    static let floor = Envelope(event: "Bygning", namespace: "http://data.gov.dk/bbr/etage")
    static let sharedArea = Envelope(event: "Bygning", namespace: "http://data.gov.dk/bbr/fordelingsareal")
    static let plot = Envelope(event: "Grund", namespace: "http://data.gov.dk/bbr/grund")
    static let parcelLink = Envelope(event: "Grund", namespace: "http://data.gov.dk/bbr/grundjordstykke")
    static let stairway = Envelope(event: "Bygning", namespace: "http://data.gov.dk/bbr/opgang")

    private static let ajour = Element("OIS_AJOUR")
    private static let rowId = Element("ois_id")
    private static let rowTime = Element("ois_ts")
    private static let eventName = Element("forretningshændelse")
    private static let area = Element("forretningsområde")
    private static let process = Element("forretningsproces")
    private static let namespaceName = Element("id_namespace")
    private static let localId = Element("id_lokalId")
    private static let authority = Element("kommunekode")
    private static let registeredFrom = Element("registreringFra")
    private static let registrar = Element("registreringsaktør")
    private static let registeredTo = Element("registreringTil")
    private static let effectiveFrom = Element("virkningFra")
    private static let effector = Element("virkningsaktør")
    private static let effectiveTo = Element("virkningTil")
    private static let status = Element("status")

    /// Writes the common part; `row` is the key of the version, `status` is absent in link tables.
    func write(
        _ version: Version, row: Int, of identity: Identity, status: Int?, delivered: Day,
        to file: RegisterFile
    ) {
        file.code(Envelope.ajour, "I")
        file.number(Envelope.rowId, row)
        writeRowTime(version, row: row, delivered: delivered, to: file)
        if let event {
            file.code(Envelope.eventName, event)
        } else {
            file.text(Envelope.eventName, "TekniskAnlæg")
        }
        file.code(Envelope.area, "54.15.05.05")
        file.number(Envelope.process, version.process)
        writeNamespace(file)
        file.identity(Envelope.localId, identity)
        file.code(Envelope.authority, "0999")
        file.moment(Envelope.registeredFrom, version.registeredFrom)
        file.code(Envelope.registrar, "BBR")
        if let moment = version.registeredTo {
            file.moment(Envelope.registeredTo, moment)
        } else {
            file.absent(Envelope.registeredTo)
        }
        file.moment(Envelope.effectiveFrom, version.effectiveFrom)
        writeActor(version.actor, to: file)
        if let moment = version.effectiveTo {
            file.moment(Envelope.effectiveTo, moment)
        } else {
            file.absent(Envelope.effectiveTo)
        }
        if let status { file.number(Envelope.status, status) }
    }

    private func writeNamespace(_ file: RegisterFile) {
        if event == nil {
            file.text(Envelope.namespaceName, "http://data.gov.dk/bbr/tekniskanlæg")
        } else {
            file.code(Envelope.namespaceName, namespace)
        }
    }

    private func writeActor(_ actor: Version.Actor, to file: RegisterFile) {
        switch actor {
        case .conversion: file.code(Envelope.effector, "Konvertering2017")
        case .external: file.code(Envelope.effector, "EksterntSystem")
        case .register: file.code(Envelope.effector, "BBR")
        case .registrar: file.bytes(Envelope.effector, Envelope.registrarName)
        case .addresses: file.bytes(Envelope.effector, Envelope.addressesName)
        }
    }

    private static let registrarName = latin1("Registerfører")
    private static let addressesName = latin1("AWSHændelse")

    /// When OIS wrote the row: the night after the change, local time without a zone; rows carried over came
    /// in December 2019.
    private func writeRowTime(_ version: Version, row: Int, delivered: Day, to file: RegisterFile) {
        let changed = (version.registeredTo ?? version.registeredFrom).seconds / 86_400 + 1
        let day = max(Day(2019, 12, 11), min(Day(number: changed), delivered))
        let second = 20 * 3600 + row % 10_000
        file.localTime(Envelope.rowTime, day, second: second, millisecond: row &* 7 % 1000)
    }
}

/// A technical installation's envelope has Danish letters in its fixed texts, so it goes the slow way.
extension Envelope {
    static let installation = Envelope(event: nil, namespace: "")
}

extension RegisterFile {
    func bytes(_ element: Element, _ value: [UInt8]) {
        value.withUnsafeBufferPointer { raw(element, $0) }
    }

    private func raw(_ element: Element, _ value: UnsafeBufferPointer<UInt8>) {
        around(element) { $0.put(value.baseAddress!, value.count) }
    }

    /// `YYYY-MM-DD hh:mm:ss.fff`.
    func localTime(_ element: Element, _ day: Day, second: Int, millisecond: Int) {
        around(element) { sink in
            sink.put(day)
            sink.put(byte: 32)
            sink.put(second / 3600, width: 2)
            sink.put(byte: 58)
            sink.put(second / 60 % 60, width: 2)
            sink.put(byte: 58)
            sink.put(second % 60, width: 2)
            sink.put(byte: 46)
            sink.put(millisecond, width: 3)
        }
    }
}

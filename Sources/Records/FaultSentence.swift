/// The one place where a fault becomes a sentence.
public enum FaultSentence {
    /// What is wrong, without a full stop: `"31-02-2026" is not a date`.
    public static func text(_ fault: Fault, language: Language) -> String {
        if fault.code == .foreignFile, let detail = fault.detail, let said = OtherAuthorities(detail) {
            return said.text(language)
                + (language == .da ? ", og filen har ingen andre" : ", and the file has no others")
        }
        if let special = special(fault, language: language) { return special }
        guard let predicate = fault.code.predicate else { return general(fault, language: language) }
        let extent = extent(fault, language: language)
        return "\(subject(fault, language: language)) \(extent ?? predicate[language])"
    }

    /// The line an operator reads: `file:line:column: sentence (code)`. Where the place does not say which
    /// value is meant, the record's number and the column's name stand before the sentence.
    public static func line(_ fault: Fault, file: String, language: Language) -> String {
        let position = fault.position
        if let sheet = fault.sheet {
            return
                "\(cell(file, sheet, position)): \(text(fault, language: language)) (\(fault.code.rawValue))"
        }
        var place = "\(file):\(position.line)"
        var names: [String] = []
        if let column = position.column {
            place += ":\(column)"
            // A register may be one line of a gigabyte: its column alone leads nobody to the record.
            if position.line == 1, position.record > 1 {
                names.append("\(language == .da ? "post" : "record") \(position.record)")
            }
        } else {
            if position.record > 0 {
                names.append("\(language == .da ? "post" : "record") \(position.record)")
            }
            // A sentence that begins with the column's name needs it no second time.
            if let column = fault.column, special(fault, language: language) == nil {
                names.append(VisibleText.of(column))
            }
        }
        let prefix = names.isEmpty ? "" : names.joined(separator: ", ") + ": "
        return "\(place): \(prefix)\(text(fault, language: language)) (\(fault.code.rawValue))"
    }

    /// `costs.csv:5:21`, or the cell of a workbook's sheet.
    public static func place(_ file: String, _ sheet: String?, _ position: Position) -> String {
        sheet.map { cell(file, $0, position) } ?? "\(file):\(position.line)"
            + (position.column.map { ":\($0)" } ?? "")
    }

    /// A place in a workbook as a spreadsheet names it: `file!Sheet:B7`, or `file!Sheet:7` for a whole row.
    public static func cell(_ file: String, _ sheet: String, _ position: Position) -> String {
        "\(file)!\(VisibleText.of(sheet)):\(position.column.map(SheetCell.letters) ?? "")\(position.line)"
    }

    private static func special(_ fault: Fault, language: Language) -> String? {
        guard let column = fault.column.map(VisibleText.of) else { return nil }
        return switch (fault.code, language) {
        case (.missingValue, .da): "\(column) mangler"
        case (.missingValue, .en): "\(column) is missing"
        case (.personalData, .da): "\(column) ser ud til at indeholde et CPR-nummer"
        case (.personalData, .en): "\(column) seems to hold a CPR number"
        default: nil
        }
    }

    private static func general(_ fault: Fault, language: Language) -> String {
        var sentence = fault.code.meaning[language]
        if let value = fault.value {
            sentence += ": \(quoted(value))"
        } else if let column = fault.column {
            sentence += ": \(VisibleText.of(column))"
        }
        if let detail = fault.detail { sentence += " (\(VisibleText.of(detail)))" }
        return sentence
    }

    /// The value in quotes, or the name of its column where the value may not be shown.
    private static func subject(_ fault: Fault, language: Language) -> String {
        if let value = fault.value { return quoted(value) }
        let noun = language == .da ? "værdien" : "the value"
        guard let column = fault.column.map(VisibleText.of) else { return noun }
        return "\(noun) \(language == .da ? "i" : "of") \(column)"
    }

    /// Predicates that name the limit which the value missed.
    private static func extent(_ fault: Fault, language: Language) -> String? {
        if let known = spreadsheet(fault, language) { return known }
        guard let detail = fault.detail.map(VisibleText.of) else { return nil }
        return switch (fault.code, language) {
        case (.outOfRange, .da): "er uden for \(detail)"
        case (.outOfRange, .en): "is outside \(detail)"
        case (.unknownCode, .da): "er ikke i kodelisten \(detail)"
        case (.unknownCode, .en): "is not in the code list \(detail)"
        case (.tooLong, .da): "er for lang (\(detail))"
        case (.tooLong, .en): "is too long (\(detail))"
        case (.wrongLength, .da): "har ikke længden \(detail)"
        case (.wrongLength, .en): "does not have the length \(detail)"
        default: nil
        }
    }

    /// What a spreadsheet made of a day or of a long number, named as what it is.
    private static func spreadsheet(_ fault: Fault, _ language: Language) -> String? {
        guard let value = fault.value else { return nil }
        switch fault.code {
        case .badDate, .badPeriod, .badTimestamp:
            guard let day = CalendarDay(spreadsheet: value) else { return nil }
            return language == .da
                ? "er dage talt, som et regneark gør (\(day)), og ikke en dato"
                : "is days counted as a spreadsheet does (\(day)), and not a date"
        case .excelError:
            let letters = value.lowercased()
            guard letters.first?.isNumber == true, letters.contains("e+") else { return nil }
            return language == .da
                ? "er et langt nummer, som et regneark har afrundet"
                : "is a long number that a spreadsheet rounded"
        default: return nil
        }
    }

    private static func quoted(_ value: String) -> String { "\"\(VisibleText.of(value))\"" }
}

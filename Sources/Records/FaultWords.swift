/// Everything the catalogue says about one code.
struct FaultWords {
    var scope: FaultScope
    /// What the code means, as half a sentence without a full stop.
    var meaning: Wording
    /// What the sentence says of the value: `"31-02-2026"` + ` is not a date`. Nil where no value is to
    /// blame.
    var predicate: Wording?
    /// What to do about it, as whole sentences.
    var whatToDo: Wording

    /// A code about the file as a whole.
    static func file(da: String, en: String, doDa: String, doEn: String) -> FaultWords {
        FaultWords(scope: .file, meaning: Wording(da: da, en: en), whatToDo: Wording(da: doDa, en: doEn))
    }

    /// A code about a record.
    static func row(da: String, en: String, doDa: String, doEn: String) -> FaultWords {
        FaultWords(scope: .row, meaning: Wording(da: da, en: en), whatToDo: Wording(da: doDa, en: doEn))
    }

    /// A code about one value; `da` and `en` are the predicates.
    static func value(da: String, en: String, doDa: String, doEn: String) -> FaultWords {
        FaultWords(
            scope: .row, meaning: Wording(da: "en værdi " + da, en: "a value " + en),
            predicate: Wording(da: da, en: en),
            whatToDo: Wording(da: doDa, en: doEn))
    }

    /// A code that is only written down.
    static func note(da: String, en: String, doDa: String, doEn: String) -> FaultWords {
        FaultWords(scope: .note, meaning: Wording(da: da, en: en), whatToDo: Wording(da: doDa, en: doEn))
    }
}

import Mustache
import Records

/// `index.html`: everything in one file, both languages, no network.
///
/// - Throws: `ReportError` for a template that is missing or none.
public func renderHTML(_ content: EditionContent, _ resources: ReportResources) throws -> [UInt8] {
    var context = try shell(content, resources, javascript: resources.javascript)
    context["sections"] = languages(content).map { section($0, content, resources) }
    context["parts"] = ownParts(content).map { part($0, content, resources) }
    context["datasets"] = datasets(content)
    context["dictionary"] = dictionary(content, resources)
    return try render("index", context, resources)
}

/// The paper for the council: two printed pages in one language.
///
/// - Throws: `ReportError` for a template that is missing or none.
public func renderPlanPaper(_ content: EditionContent, _ resources: ReportResources, language: String) throws
    -> [UInt8]
{
    var context = try shell(content, resources, javascript: nil)
    context.merge(section(language, content, resources)) { _, new in new }
    context["lang"] = language
    return try render("council", context, resources)
}

/// "Area optimisation in X", or without the place where no authority has a name.
func pageTitle(_ content: EditionContent, _ texts: Texts) -> String {
    content.authority.isEmpty
        ? texts("page.title_plain") : texts("page.title", ["authority": content.authority])
}

/// The configured language first.
private func languages(_ content: EditionContent) -> [String] {
    content.language == "en" ? ["en", "da"] : ["da", "en"]
}

private func shell(_ content: EditionContent, _ resources: ReportResources, javascript: String?) throws
    -> [String: Any]
{
    let texts = Texts(content.language, in: resources, glossary: content.tables["glossary"])
    return [
        "lang": content.language, "title": pageTitle(content, texts), "authority": content.authority,
        "policy": contentSecurityPolicy(css: resources.css, javascript: javascript), "css": resources.css,
        "javascript": javascript ?? "",
        "edition": content.name, "version": content.version, "t": texts.nested,
    ]
}

/// Everything that is written once per language.
private func section(_ language: String, _ content: EditionContent, _ resources: ReportResources) -> [String:
    Any]
{
    let texts = Texts(language, in: resources, glossary: content.tables["glossary"])
    let overview = Overview(content, texts)
    return [
        "code": language, "first": language == content.language, "t": texts.nested,
        "authority": content.authority,
        "title": pageTitle(content, texts),
        "as_of": texts("page.as_of", ["date": NumberText.date(content.asOf, language: language)]),
        "foot": texts("page.foot", ["edition": content.name, "version": content.version]),
        "overview": overview.context,
        "progress": withPromised("progress", progressContext(content, texts), content, texts),
        "plan": withPromised("plan", planContext(content, texts), content, texts),
        "money": withPromised("money", [:], content, texts),
        "quality": withPromised("quality", qualityContext(content, texts), content, texts),
        "method": withPromised("method", methodContext(content, texts), content, texts),
        "paper": paperContext(content, texts, overview),
    ]
}

/// A part that consists of promised tables alone, once per language.
private func part(_ name: String, _ content: EditionContent, _ resources: ReportResources) -> [String: Any] {
    let glossary = content.tables["glossary"]
    let own = Texts(content.language, in: resources, glossary: glossary)
    return [
        "part": name, "nav": own("nav." + name),
        "languages": languages(content).map { language -> [String: Any] in
            let texts = Texts(language, in: resources, glossary: glossary)
            let words = ["title": texts(name + ".title"), "intro": texts(name + ".intro")]
            return [
                "code": language, "first": language == content.language, "t": texts.nested,
                "contents": withPromised(name, words, content, texts),
            ]
        },
    ]
}

private func render(_ name: String, _ context: [String: Any], _ resources: ReportResources) throws -> [UInt8]
{
    var templates: [String: MustacheTemplate] = [:]
    for (name, text) in resources.templates {
        do { templates[name] = try MustacheTemplate(string: text) } catch {
            throw ReportError(file: "pipelines/6_report/templates/\(name).mustache", message: "\(error)")
        }
    }
    guard let page = MustacheLibrary(templates: templates).render(context, withTemplate: name) else {
        throw ReportError(
            file: "pipelines/6_report/templates/\(name).mustache", message: "the template is missing")
    }
    return Array(page.utf8)
}

/// Tables that the script draws from, each in its own script element: the heavy ones are parsed when first
/// asked for.
private func datasets(_ content: EditionContent) -> [[String: String]] {
    let data = PageData(content)
    let names: Set<String> = Set(content.tables["properties"]?.columns.map(\.name) ?? []).subtracting([
        "property_id"
    ])
    let tables: [(String, Set<String>)] = [
        ("properties", []), ("candidates", names), ("sectors", ["norm_source"]),
        ("thresholds", ["note_da", "note_en", "source", "dated", "unit"]),
        (
            "figures",
            ["name", "sector", "sector_first_quartile", "sector_median", "sector_third_quartile", "norm"]
        ),
        ("reasons", ["counterfactual_input", "counterfactual_change", "counterfactual_unit"]), ("ladder", []),
        ("evidence", []),
        (
            "buildings",
            [
                "name", "sector", "conclusion", "bfe_number", "authority_code", "easting_m", "northing_m",
                "file", "line", "record",
            ]
        ),
        ("changes", ["name", "sector", "feed", "position", "cause", "kind"]), ("history", []),
        ("plan_move", []),
        (
            "plan_protected",
            ["name", "locality", "sector", "area_m2", "people", "scope", "reason", "decided_by", "until_on"]
        ),
        ("plan_receiver", ["name", "locality"]),
        ("benchmarks", ["position", "own_value", "properties", "same_area"]),
        ("uses", ["name", "file", "line"]), ("plan_core", ["name", "sector", "replaced_by"]),
        ("decisions", ["name", "outcome_class"]),
        ("outline", []),
    ]
    return tables.compactMap { name, dropped in
        content.tables[name].map { ["name": name, "json": data.encode($0, leavingOut: dropped)] }
    }
}

private func dictionary(_ content: EditionContent, _ resources: ReportResources) -> String {
    JSON.object(
        resources.languages.keys.sorted().map {
            ($0, JSON(Texts($0, in: resources, glossary: content.tables["glossary"]).all))
        }
    ).compact
}

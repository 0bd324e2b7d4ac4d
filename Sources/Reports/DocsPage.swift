import Mustache

/// The page that documents a project: one file, no network, the same bytes for the same project.
///
/// - Parameters:
///   - context: what the template asks for; `css` and `policy` are added.
///   - template: the page as Mustache text.
///   - css: the style sheet, put into the page.
/// - Throws: `ReportError` for a template that is none.
public func renderDocs(_ context: [String: Any], template: String, css: String) throws -> [UInt8] {
    let file = "pipelines/6_report/docs"
    let page: MustacheTemplate
    do { page = try MustacheTemplate(string: template) } catch {
        throw ReportError(file: file, message: "\(error)")
    }
    var context = context
    context["css"] = css
    context["policy"] = contentSecurityPolicy(css: css, javascript: nil)
    return Array(page.render(context).utf8)
}

import IAMPolicy
import Resources
import Wire

/// What the catalogue says about one lint: what is right without it, what is expected, why it matters.
struct PracticeEntry: Hashable, Sendable {
    /// The lint's code: `L24`.
    let code: String
    let link: Link
    /// What is right when the lint finds nothing, in a few words.
    let right: String
    let expected: FindingTemplate
    let why: FindingTemplate
    let remedy: Finding.Remedy?
    let docs: String?

    /// Whether it is only told where there is something to tell.
    var isNote: Bool { LintCode(rawValue: code)?.severity == .info }

    /// The entries of `Resources/data/practices.json`, in the order of the codes.
    static let builtIn: [PracticeEntry] =
        (((try? Resource.json("practices.json")) ?? nil)?["practices"]?.array ?? []).compactMap(PracticeEntry.init)

    /// Reads an entry; nil when something that it needs is missing or no known word.
    init?(_ value: JSONValue) {
        guard let code = value["code"]?.string, let link = value["link"]?.string.flatMap(Link.init),
            let right = value["right"]?.string, let expected = value["expected"]?.string,
            let why = value["why"]?.string
        else { return nil }
        self.code = code
        self.link = link
        self.right = right
        self.expected = FindingTemplate(expected)
        self.why = FindingTemplate(why)
        remedy = value["remedy"]?.string.flatMap(Finding.Remedy.init)
        docs = value["docs"]?.string
    }
}

import Resources
import Wire

/// The failures that are known, in the order in which they are tried: the exact ones before the general ones.
struct FailureCatalogue: Sendable {
    let entries: [FailureEntry]

    /// The catalogue of `Resources/data/failures.json`, read once.
    static let builtIn = FailureCatalogue((try? Resource.json("failures.json")) ?? nil)

    /// Reads a catalogue; entries that cannot be read are left out, which a test rules out for the built-in one.
    init(_ document: JSONValue?) {
        entries = (document?["failures"]?.array ?? []).compactMap(FailureEntry.init)
    }

    /// The entry of a code; nil when there is none.
    subscript(_ code: String) -> FailureEntry? { entries.first { $0.code == code } }

    /// The first entry that fits a refusal; nil when none does.
    func entry(of refusal: Refusal) -> FailureEntry? { entries.first { $0.match?.fits(refusal) ?? false } }
}

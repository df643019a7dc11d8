import IAMPolicy
import Wire

/// A policy as it is, compared with the one wanted.
struct DocumentComparison {
    /// Whether both mean the same.
    let isEqual: Bool
    /// What differs.
    let differences: [PlanDifference]
    /// What changes for people; one sentence each.
    let sentences: [String]
    /// Whether more becomes permitted.
    let broadens: Bool
    /// The live document, pretty-printed where it is JSON.
    let current: String

    /// Compares a live document with the wanted one; a document that cannot be read differs as a whole.
    init(live: String, wanted: JSONValue, kind: PolicyKind) {
        current = (try? JSONValue.parse(live))?.serialized(.pretty) ?? live
        guard let old = try? PolicyDocument.read(live, kind: kind),
            let new = try? PolicyDocument.read(value: wanted, kind: kind)
        else {
            isEqual = false
            differences = [PlanDifference(path: "document", from: current, to: wanted.serialized(.pretty))]
            sentences = ["The document there is not a policy that can be read."]
            broadens = true
            return
        }
        isEqual = PolicyComparison.equal(old, new)
        let found = isEqual ? [] : PolicyComparison.differences(from: old, to: new)
        differences = found.map { PlanDifference(path: $0.path, from: $0.from, to: $0.to) }
        sentences = found.map(\.sentence)
        broadens = !isEqual && PolicyComparison.broadens(from: old, to: new)
    }
}

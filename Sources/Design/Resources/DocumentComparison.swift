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
    /// What the live document permits and the wanted one does not.
    let lost: [LostAccess]
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
            lost = []
            return
        }
        isEqual = PolicyComparison.equal(old, new)
        let found = isEqual ? [] : PolicyComparison.differences(from: old, to: new)
        differences = found.map { PlanDifference(path: $0.path, from: $0.from, to: $0.to) }
        sentences = found.map(\.sentence)
        lost = isEqual ? [] : PolicyComparison.lost(from: old, to: new)
    }
}

/// A document that others wrote, and what may be added to it: nothing of theirs is taken out or said another way.
enum ForeignDocument {
    /// The document with the wanted statements behind those that are there.
    case extended(JSONValue)
    /// Why nothing can be added, as sentences.
    case closed(String)

    /// - Parameters:
    ///   - live: The document as it is.
    ///   - wanted: The document whose statements are missing in it.
    ///   - kind: What it is attached to.
    ///   - tags: The tags of what it is attached to.
    init(live: String, adding wanted: JSONValue, kind: PolicyKind, tags: [Tag]) {
        if let stack = Ownership.stack(tags) {
            self = .closed("It belongs to \(stack), which would put it back: change it there.")
            return
        }
        guard (try? PolicyDocument.read(live, kind: kind)) != nil, let document = try? JSONValue.parse(live),
            var root = document.object
        else {
            self = .closed("It is no policy that can be read.")
            return
        }
        if let dead = SendingPolicyMark.deadPrincipal(in: document) {
            self = .closed(
                "It names \(dead), which was deleted: AWS takes no document with that. Take the entry out first.")
            return
        }
        let there = root["Statement"].map { $0.array ?? [$0] } ?? []
        root["Statement"] = .array(there + (wanted["Statement"]?.array ?? []))
        let extended = JSONValue.object(root)
        let size = PolicySize.count(extended.serialized(.compact), kind: kind)
        if let limit = PolicySize.limit(kind), size > limit {
            self = .closed("With the statement that is missing it would have \(size) characters; AWS takes \(limit).")
            return
        }
        self = .extended(extended)
    }
}

extension LostAccess {
    /// When it was permitted, as it follows the rest of a sentence; empty where it always was.
    var clause: String { condition.map { " where \($0)" } ?? "" }
}

import IAMPolicy
import Identifiers
import Wire

/// How a policy's resource misses the one that is needed: the nearest of several, and in which part it differs.
struct ResourceSlip: Hashable, Sendable {
    /// The resource as the policy writes it.
    let pattern: String
    /// In which parts it differs, for a sentence: `the region differs`.
    let difference: String
    /// The same for a row: `names region eu-central-1, not eu-west-1`.
    let brief: String

    /// Looks for the nearest of a policy's resources.
    ///
    /// - Parameters:
    ///   - patterns: The resources that a statement has.
    ///   - wanted: The resource that is needed.
    /// - Returns: The slip; nil where nothing in particular differs.
    static func nearest(_ patterns: [String], to wanted: ARN) -> ResourceSlip? {
        let slips = patterns.compactMap { pattern in
            (try? ARN(pattern)).map { (slip: ResourceSlip($0, wanted), parts: Self.parts($0, wanted).count) }
        }
        return slips.enumerated().min { ($0.element.parts, $0.offset) < ($1.element.parts, $1.offset) }?.element.slip
    }

    /// The same for the resources that a statement misses by.
    static func nearest(_ miss: NearestMiss, to wanted: ARN) -> ResourceSlip? {
        nearest(miss.wantedResources.split(separator: ", ").map(String.init), to: wanted)
    }

    private init(_ found: ARN, _ wanted: ARN) {
        pattern = found.text
        if found.text.lowercased() == wanted.text.lowercased() {
            difference = "only the case of letters differs"
            brief = "writes the sender in other letters"
            return
        }
        let parts = Self.parts(found, wanted)
        difference = "\(parts.map(\.name).joined(separator: " and ")) \(parts.count == 1 ? "differs" : "differ")"
        brief =
            parts.count == 1 && parts[0].found.count + parts[0].wanted.count < 34
            ? "names \(parts[0].word)\(parts[0].found), not \(parts[0].wanted)" : "names another resource"
    }

    /// A part in which two ARNs differ.
    private struct Part {
        let name: String
        let word: String
        let found: String
        let wanted: String
    }

    private static func parts(_ found: ARN, _ wanted: ARN) -> [Part] {
        [
            Part(name: "the partition", word: "partition ", found: found.partition, wanted: wanted.partition),
            Part(name: "the service", word: "", found: found.service, wanted: wanted.service),
            Part(name: "the region", word: "region ", found: found.region, wanted: wanted.region),
            Part(name: "the account", word: "account ", found: found.account, wanted: wanted.account),
            Part(name: "the name", word: "", found: name(found.resource), wanted: name(wanted.resource)),
        ].filter { $0.found != $0.wanted }
    }

    /// The name without its kind: `no-reply@example.com` of `identity/no-reply@example.com`.
    private static func name(_ resource: String) -> String {
        resource.split(separator: "/", maxSplits: 1).last.map(String.init) ?? resource
    }
}

extension NearestMiss {
    /// The resources that the statement is about, as a list in words.
    fileprivate var wantedResources: String { failures.first { $0.element == .resource }?.wanted ?? "" }
}

/// What findings of both doors say of a statement that nearly fits.
extension Finding {
    /// A statement about another resource.
    mutating func tell(_ slip: ResourceSlip?, of miss: NearestMiss) {
        found = "\(slip?.pattern ?? miss.wantedResources)\(slip.map { " (\($0.difference))" } ?? "")"
        brief = (slip?.brief ?? "names another resource").brief
    }

    /// A statement under a condition that the message does not meet.
    mutating func tellCondition(of miss: NearestMiss) {
        let failure = miss.failures.first
        expected = "\(failure?.key ?? "") as the message has it: \(failure?.found ?? "absent")"
        found = "the policy wants \(failure?.wanted.quotingHiddenBlanks ?? "")"
        if let difference = failure?.difference { found += " (\(difference))" }
        brief = "\(failure?.key ?? "a condition") does not fit".brief
    }
}

import Design
public import Wire

extension Diagnosis {
    /// The verdict in a few words, as it stands beside the subject: `1 root cause, 1 consequence`.
    public var verdict: String {
        let roots = rootCauses.count
        guard roots == 0 else {
            let follows = findings.count { $0.status == .fail } - roots
            return roots.counting("root cause") + (roots > 1 ? ", independent" : "")
                + (follows > 0 ? ", \(follows.counting("consequence"))" : "")
        }
        let hidden = links(.cannotTell).count
        if hidden > 0 { return "no fault seen, \(hidden.counting("link")) not seen" }
        return isProven ? "proven" : "no fault seen"
    }

    /// The links that stand like this, in their order.
    public func links(_ states: LinkResult.State...) -> [LinkResult] { links.filter { states.contains($0.state) } }

    /// Links in words, both doors as one: `you, provider, both doors`.
    ///
    /// - Parameter results: The links.
    /// - Returns: Their words with commas between them.
    public static func words(_ results: [LinkResult]) -> String {
        let links = results.map(\.link)
        let hasBoth = links.contains(.permissions) && links.contains(.sendingPolicy)
        return links.filter { !hasBoth || $0 != .sendingPolicy }
            .map { hasBoth && $0 == .permissions ? "both doors" : $0.words }.joined(separator: ", ")
    }

    /// What a finding follows from, as rows say it: `follows from trust policy`; empty for what is wrong by itself.
    public func origin(of finding: Finding) -> String {
        let causes = findings.filter { finding.consequenceOf.contains($0.id) }.map(\.link.words)
        let once = causes.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return once.isEmpty ? "" : "follows from \(once.listed)"
    }

    /// The moment of the verdict for reports: `2026-03-12 14:02 UTC`.
    var time: String { at.minute }

    /// How it was looked, at the end of a report: `18 calls, read only`.
    var method: String { isProven ? "\(calls.counting("call")) and a probe" : "\(calls.counting("call")), read only" }
}

extension Timestamp {
    /// Date and time to the minute in UTC: `2026-03-12 14:02 UTC`.
    public var minute: String { "\(iso8601.prefix(10)) \(iso8601.dropFirst(11).prefix(5)) UTC" }
}

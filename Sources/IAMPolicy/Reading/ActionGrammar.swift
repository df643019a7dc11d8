import Wire

/// What IAM takes as an action when a policy is written: `*`, or a service, a colon and a name.
///
/// A service is named, or `*` for all: `s*:SendEmail` was never stored by AWS, so that no document is read with it.
enum ActionGrammar {
    static func check(
        _ text: String, _ kind: PolicyKind, _ rules: ReadingRules, at position: SourcePosition,
        _ complaints: inout Complaints
    ) {
        if let problem = problem(text) {
            if rules == .writing || problem.isWildService { complaints.add(.action(text, problem), at: position) }
        } else if rules == .writing, kind == .trust, !text.lowercased().hasPrefix("sts:") {
            complaints.add(.action(text, .notSTS), at: position)
        }
    }

    private static func problem(_ text: String) -> PolicyComplaint.ActionProblem? {
        guard text != "*" else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return .noService }
        guard parts.count == 2 else { return .colons }
        let isService = parts[0].utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        return isService || parts[0] == "*" ? nil : .service(String(parts[0]))
    }
}

extension PolicyComplaint.ActionProblem {
    /// Whether the service is a pattern.
    fileprivate var isWildService: Bool {
        guard case .service(let service) = self else { return false }
        return service.contains("*") || service.contains("?")
    }
}

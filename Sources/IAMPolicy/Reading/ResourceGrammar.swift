import Wire

/// What IAM takes as a resource when a policy is written: `*`, or an ARN, with wildcards in most places.
///
/// The service has no wildcard, in no document that AWS stores.
/// Source: IAM user guide, "IAM JSON policy elements: Resource" ("you can't use a wildcard in the service segment").
enum ResourceGrammar {
    /// What the last part of an IAM resource may begin with.
    static let iamPaths = [
        "user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/", "server-certificate/", "policy/",
        "sms-mfa/", "saml-provider/", "oidc-provider/", "report/", "access-report/",
    ]

    static func check(
        _ text: String, _ rules: ReadingRules, at position: SourcePosition, _ complaints: inout Complaints
    ) {
        guard text != "*" else { return }
        guard rules == .writing else {
            let parts = text.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
            let isWild = parts.count > 3 && parts[0] == "arn" && hasWildcard(String(parts[2]))
            if isWild { complaints.add(.resource(text, .service), at: position) }
            return
        }
        if let problem = problem(text) {
            complaints.add(.resource(text, problem), at: position)
        } else if !addsUp(text), !complaints.hasResourceFormat {
            complaints.add(.resource(text, .parts), at: position)
        }
    }

    private static func problem(_ text: String) -> PolicyComplaint.ResourceProblem? {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1 else { return .notARN }
        guard parts[1] == "aws" || parts[1].hasPrefix("aws-") else { return .partition(parts[1]) }
        guard parts.count > 2, !hasWildcard(parts[2]) || parts.count == 3 else { return .service }
        let region = parts.count > 3 ? parts[3] : ""
        let account = parts.count > 4 ? parts[4] : ""
        let path = parts.count > 5 ? parts[5] : ""
        switch parts[2] {
        case "iam" where !region.isEmpty: return .region(service: "iam")
        case "s3" where !region.isEmpty && account.isEmpty: return .region(service: "s3")
        case "iam" where parts.count > 5: return isIAMPath(path) ? nil : .iamPath
        default: return nil
        }
    }

    private static func isIAMPath(_ path: String) -> Bool {
        path == "*" || hasWildcard(String(path.prefix(1))) || iamPaths.contains { path.hasPrefix($0) }
            || iamPaths.contains { type in
                let start = path.prefix { $0 != "*" && $0 != "?" }
                return start.count < path.count && type.hasPrefix(start)
            } || path == "root"
    }

    /// Whether the parts can be an ARN at all: an empty part needs all six, and a service must be named.
    private static func addsUp(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let isComplete = parts.count >= 6 || !text.contains("::")
        return isComplete && parts.count > 2 && !parts[2].isEmpty
    }

    private static func hasWildcard(_ text: String) -> Bool { text.contains("*") || text.contains("?") }

    /// The resource as IAM quotes it after filling up its parts, beginning anew with `arn`.
    static func completed(_ text: String) -> String {
        var parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        parts[0] = "arn"
        if parts.count == 3, parts[2].isEmpty { parts[2] = "*" }
        while parts.count < 6 { parts.append("*") }
        return parts.joined(separator: ":")
    }
}

import Wire

/// The checks on documents; what documents do not tell comes in as facts.
public enum Lints {
    /// Checks a role's trust policy for web identity: L01 to L10.
    public static func trust(_ document: PolicyDocument, facts: TrustFacts = TrustFacts()) -> [Lint] {
        TrustLints(document: document, facts: facts).all.inDocumentOrder
    }

    /// Checks one permissions policy of the role: L11, L12, L13 and L16.
    public static func permissions(
        _ document: PolicyDocument, facts: PermissionsFacts = PermissionsFacts()
    ) -> [Lint] {
        PermissionsLints(document: document, facts: facts).all.inDocumentOrder
    }

    /// The length of a session by default, in seconds.
    private static let usualSession = 3_600

    /// Checks how long sessions of the role may last, in seconds: L18.
    public static func role(maxSessionDuration duration: Int) -> [Lint] {
        guard duration > usualSession else { return [] }
        return [
            Lint(
                .longSessions, "Sessions of the role may last \(duration) seconds.", evidence: String(duration),
                fix:
                    "Set the maximum session duration to \(usualSession) seconds: AWS libraries renew keys by themselves."
            )
        ]
    }

    /// Checks one sending policy: L20 to L26.
    public static func sending(_ document: PolicyDocument, facts: SendingFacts) -> [Lint] {
        SendingLints(document: document, facts: facts).all.inDocumentOrder
    }

    /// Checks an identity's sending policies together: L27 and L28.
    public static func sendingPolicies(_ policies: [NamedPolicy], facts: SendingFacts) -> [Lint] {
        SendingSetLints.all(policies, facts: facts)
    }
}

extension [Lint] {
    /// By place in the document, then by code.
    fileprivate var inDocumentOrder: [Lint] {
        sorted { one, other in
            let first = (one.position.line, one.position.column, one.code.rawValue)
            return first < (other.position.line, other.position.column, other.code.rawValue)
        }
    }
}

import Wire

/// The checks on documents; what documents do not tell comes in as facts.
public enum Lints {
    /// Checks a role's trust policy for web identity: L01 to L10.
    public static func trust(_ document: PolicyDocument, facts: TrustFacts = TrustFacts()) -> [Lint] {
        TrustLints(document: document, facts: facts).all.inDocumentOrder
    }

    /// Checks one permissions policy of the role: L11 to L16.
    public static func permissions(
        _ document: PolicyDocument, facts: PermissionsFacts = PermissionsFacts()
    ) -> [Lint] {
        PermissionsLints(document: document, facts: facts).all.inDocumentOrder
    }

    /// Checks what is known of the role itself: L17 and L18.
    public static func role(_ facts: RoleFacts) -> [Lint] { RoleLints.all(facts) }

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

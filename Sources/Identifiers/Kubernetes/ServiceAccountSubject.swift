/// The `sub` of a service account's token: `system:serviceaccount:<namespace>:<service account>`.
public struct ServiceAccountSubject: Identifier {
    /// The namespace.
    public let namespace: Namespace

    /// The service account's name.
    public let serviceAccount: ServiceAccountName

    /// The most characters that namespace and service account may have together.
    public static let combinedLimit = 232

    /// The kind's name in sentences.
    public static var kind: String { "token subject" }

    /// What a subject looks like.
    public static var expectation: String { "system:serviceaccount:<namespace>:<service account>" }

    /// Accepts the four parts of a subject.
    public init(_ text: String) throws(IdentifierError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount" else {
            throw Self.error(text, text.isEmpty ? .empty : .rule("Expected \(Self.expectation)"))
        }
        try self.init(namespace: Namespace(parts[2]), serviceAccount: ServiceAccountName(parts[3]))
    }

    /// Joins namespace and service account, which together have at most 232 characters.
    public init(namespace: Namespace, serviceAccount: ServiceAccountName) throws(IdentifierError) {
        let count = namespace.text.utf8.count + serviceAccount.text.utf8.count
        guard count <= Self.combinedLimit else {
            throw IdentifierError(
                kind: ServiceAccountName.kind, found: serviceAccount.text, expected: ServiceAccountName.expectation,
                cause: .rule("Namespace and service account have \(count) characters together; 232 is the most"))
        }
        self.namespace = namespace
        self.serviceAccount = serviceAccount
    }

    /// The subject as it stands in the token and in the trust policy.
    public var text: String { "system:serviceaccount:\(namespace.text):\(serviceAccount.text)" }
}

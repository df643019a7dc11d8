import Identifiers

/// The names that hold when nobody gave others: `sesame-<cluster>-<namespace>-<service account>`.
///
/// They hang on the cluster, so that a second cluster never meets the first one's. A name beyond its limit is cut and
/// ends with a hash of the whole.
struct DerivedNames {
    private let whole: String

    init(cluster: ClusterName?, issuer: IssuerURL, namespace: Namespace, serviceAccount: ServiceAccountName) {
        let first = cluster?.text ?? String((issuer.clusterID ?? StableHash.hex(issuer.text)).prefix(8)).lowercased()
        whole = "sesame-\(first)-\(namespace.text)-\(serviceAccount.text)"
    }

    var role: RoleName { Self.make(Self.fitted(whole, RoleName.limit)) ?? Self.fallback("sesame") }
    var permissionsPolicy: PolicyName { Self.make(Self.fitted(whole, PolicyName.limit)) ?? Self.fallback("sesame") }
    /// Sending policy names know no dots, which service accounts may have.
    var sendingPolicy: SendingPolicyName {
        let plain = String(whole.map { $0 == "." ? "-" : $0 })
        let marked = plain == whole ? plain : "\(plain)-\(StableHash.hex(whole).prefix(8))"
        return Self.make(Self.fitted(marked, SendingPolicyName.limit)) ?? Self.fallback("sesame")
    }

    /// The name when it fits, else its beginning and a hash of all of it.
    static func fitted(_ name: String, _ limit: Int) -> String {
        guard name.count > limit else { return name }
        return "\(name.prefix(limit - 9))-\(StableHash.hex(name).prefix(8))"
    }

    private static func make<Value: Identifier>(_ text: String) -> Value? { try? Value(text) }

    private static func fallback<Value: Identifier>(_ text: String) -> Value {
        guard let value: Value = make(text) else { fatalError("\(Value.kind) \(text) breaks its own rules") }
        return value
    }
}

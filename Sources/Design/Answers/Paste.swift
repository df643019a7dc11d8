import Identifiers
import Wire

/// What a pasted text says about the fields: an ARN, an issuer's URL, a token's subject, or JSON of the AWS CLI.
public struct Paste: Hashable, Sendable {
    /// The values by field, in the order of the answers file.
    public let values: [Value]
    /// What was recognised, in words: `a role ARN`.
    public let kind: String

    /// A value for one field.
    public struct Value: Hashable, Sendable {
        /// The field that it fills.
        public var field: FieldID
        /// The value, checked and normalised.
        public var text: String

        /// A value.
        public init(field: FieldID, text: String) {
            self.field = field
            self.text = text
        }
    }

    /// Recognises a pasted text.
    ///
    /// Fails for plain text, which belongs into the focused field alone.
    ///
    /// - Parameters:
    ///   - text: What was pasted, whole.
    ///   - focused: The field that it was pasted into; it decides whose account a caller's ARN names.
    public init?(_ text: String, into focused: FieldID) {
        let trimmed = text.trimmingWhitespace
        var found: (String, [(FieldID, String)])?
        if trimmed.first == "{" || trimmed.first == "[" {
            found = (try? JSONValue.parse(trimmed)).flatMap { Self.json($0, focused) }
        } else if trimmed.hasPrefix("arn:") {
            found = (try? ARN(trimmed)).flatMap { Self.arn($0, focused) }
        } else if ["https://", "oidc.eks.", "oidc-eks."].contains(where: { trimmed.hasPrefix($0) }) {
            found = (try? IssuerReading(trimmed)).map { ("the cluster's issuer", Self.issuer($0.issuer)) }
        } else if let subject = try? ServiceAccountSubject(trimmed) {
            found = (
                "a token's subject",
                [(.namespace, subject.namespace.text), (.serviceAccount, subject.serviceAccount.text)]
            )
        }
        guard let (kind, pairs) = found else { return nil }
        let order = FieldID.allCases
        values = pairs.compactMap { field, text in
            (try? Field[field].check(text)).map { Value(field: field, text: $0) }
        }
        .sorted { (order.firstIndex(of: $0.field) ?? 0) < (order.firstIndex(of: $1.field) ?? 0) }
        self.kind = kind
        if values.isEmpty { return nil }
    }

    /// What happened, for the line above the footer.
    ///
    /// Example: `A role ARN: filled in EKS account, Role name.`
    public var sentence: String {
        "\(kind.capitalizedFirst): filled in \(values.map { Field[$0.field].label }.joined(separator: ", "))."
    }

    private static func arn(_ arn: ARN, _ focused: FieldID) -> (String, [(FieldID, String)])? {
        if let role = try? RoleARN(arn) {
            return (
                "a role ARN",
                [(.eksAccount, role.account.text), (.role, role.name.text), (.rolePath, role.path.text)]
            )
        }
        if let provider = try? ProviderARN(arn) {
            return ("a provider ARN", [(.eksAccount, provider.account.text)] + issuer(provider.issuer))
        }
        if let identity = try? IdentityARN(arn) {
            var pairs: [(FieldID, String)] = [
                (.sesAccount, identity.account.text), (.sesRegion, identity.region),
                (.sesIdentity, identity.identity.text),
            ]
            if case .address(let address) = identity.identity { pairs.append((.sesSender, address.text)) }
            return ("an identity ARN", pairs)
        }
        if let policy = try? PolicyARN(arn) {
            if focused == .permissionsBoundary { return ("a policy ARN", [(.permissionsBoundary, arn.text)]) }
            return (
                "a policy ARN", [(.eksAccount, policy.arn.account), (.permissionsPolicy, policy.name.text)]
            )
        }
        if arn.service == "eks", arn.resourceType == "cluster" {
            return ("a cluster ARN", cluster(arn))
        }
        guard let account = arn.accountID else { return nil }
        return ("an ARN", [(focused.section == "ses" ? .sesAccount : .eksAccount, account.text)])
    }

    private static func json(_ value: JSONValue, _ focused: FieldID) -> (String, [(FieldID, String)])? {
        let described = value["cluster"] ?? value
        if let issuerURL = described["identity"]?["oidc"]?["issuer"]?.string {
            var pairs: [(FieldID, String)] = (try? IssuerReading(issuerURL)).map { issuer($0.issuer) } ?? []
            if let arn = described["arn"]?.string.flatMap({ try? ARN($0) }) {
                pairs.removeAll { $0.0 == .eksRegion }
                pairs += cluster(arn)
            } else if let name = described["name"]?.string {
                pairs.append((.eksCluster, name))
            }
            return ("the cluster's description", pairs)
        }
        if let account = value["Account"]?.string, value["Arn"]?.string != nil {
            return ("a caller", [(focused.section == "ses" ? .sesAccount : .eksAccount, account)])
        }
        for text in [value["Role"]?["Arn"]?.string, value["Policy"]?["Arn"]?.string] {
            if let text, let arn = try? ARN(text) { return Self.arn(arn, focused) }
        }
        return nil
    }

    private static func cluster(_ arn: ARN) -> [(FieldID, String)] {
        [(.eksAccount, arn.account), (.eksRegion, arn.region), (.eksCluster, arn.resourceName)]
    }

    private static func issuer(_ issuer: IssuerURL) -> [(FieldID, String)] {
        var pairs: [(FieldID, String)] = [(.eksOIDCProvider, issuer.text)]
        if let region = issuer.region { pairs.append((.eksRegion, region.text)) }
        return pairs
    }
}

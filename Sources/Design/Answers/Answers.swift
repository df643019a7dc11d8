public import Identifiers

/// What the person has told or agreed to, field by field, each value with its provenance.
///
/// Answers may be incomplete: a screen fills them one by one. Every value in them is checked. A setup whose required
/// answers are all there is a ``DelegateSending``.
public struct Answers: Hashable, Sendable {
    /// A checked text and where it came from.
    public struct Entry: Hashable, Sendable {
        /// The value as the answers file would hold it, normalised.
        public var text: String
        /// Where it came from.
        public var provenance: Provenance
        /// What was understood differently than it was written, as a sentence; nil for most values.
        public var note: String?
    }

    /// The entries by field; a field that nobody answered has none.
    public private(set) var entries: [FieldID: Entry] = [:]
    /// The organisation's own tags, in their order.
    public private(set) var tags: [Tag] = []

    /// No answers at all.
    public init() {}

    /// The text of a field, or nil where nobody answered.
    public subscript(_ field: FieldID) -> String? { entries[field]?.text }

    /// Where the value of a field came from, or nil where nobody answered.
    public func provenance(of field: FieldID) -> Provenance? { entries[field]?.provenance }

    /// Checks a text and keeps it, whatever was there before.
    ///
    /// - Throws: The problem of the text; then nothing has changed.
    public mutating func set(
        _ text: String, for field: FieldID, from provenance: Provenance
    ) throws(FieldProblem) {
        let checked = try Field[field].check(text)
        let note = field == .eksOIDCProvider ? (try? IssuerReading(text))?.note : nil
        entries[field] = Entry(text: checked, provenance: provenance, note: note)
    }

    /// Keeps the organisation's tags.
    public mutating func setTags(_ tags: [Tag], from provenance: Provenance) {
        self.tags = tags
        entries[.tags] = Entry(text: "", provenance: provenance)
    }

    /// Forgets the value of a field.
    public mutating func clear(_ field: FieldID) {
        entries[field] = nil
        if field == .tags { tags = [] }
    }

    /// Takes over what `other` says more strongly.
    ///
    /// A value replaces another when its provenance has at least the same precedence: flag beats answers file beats
    /// profile beats detected beats default.
    public mutating func merge(_ other: Answers) {
        for (field, entry) in other.entries {
            if let own = entries[field], own.provenance.precedence > entry.provenance.precedence { continue }
            entries[field] = entry
            if field == .tags { tags = other.tags }
        }
    }
}

extension Answers {
    /// The account that owns the cluster and the role.
    public var eksAccount: AccountID? { typed(.eksAccount) }
    /// The cluster's region.
    public var eksRegion: Region? { typed(.eksRegion) }
    /// The cluster's name in EKS.
    public var eksCluster: ClusterName? { typed(.eksCluster) }
    /// The cluster's issuer, without its scheme.
    public var oidcProvider: IssuerURL? { typed(.eksOIDCProvider) }
    /// The AWS profile of the caller in the EKS account.
    public var eksProfile: String? { self[.eksProfile] }
    /// Whether the EKS account is in the SES sandbox in the SES region; nil when nobody knows.
    public var eksSandbox: Bool? { flag(.eksSandbox) }
    /// The account that owns the identity.
    public var sesAccount: AccountID? { typed(.sesAccount) }
    /// The region of the identity.
    public var sesRegion: Region? { typed(.sesRegion) }
    /// The address that mail comes from.
    public var sender: EmailAddress? { typed(.sesSender) }
    /// The identity that the sending policy sits on: the sender's address, its domain, or a domain above.
    public var identity: SESIdentity? { typed(.sesIdentity) }
    /// The address that gets the test message.
    public var receiver: EmailAddress? { typed(.sesReceiver) }
    /// The AWS profile of the caller in the SES account.
    public var sesProfile: String? { self[.sesProfile] }
    /// The configuration set that mails go through; nil for none.
    public var configurationSet: ConfigurationSetName? { typed(.configurationSet) }
    /// Sending actions besides the two that are always allowed.
    public var sendingActions: [String] {
        self[.sendingActions].map { $0.split(separator: ", ").map(String.init) } ?? []
    }
    /// Whether the SES account is in the sandbox; nil when nobody knows.
    public var sesSandbox: Bool? { flag(.sesSandbox) }
    /// The kubeconfig's context.
    public var kubernetesContext: String? { self[.kubernetesContext] }
    /// The namespace of the pods.
    public var namespace: Namespace? { typed(.namespace) }
    /// The service account of the pods.
    public var serviceAccount: ServiceAccountName? { typed(.serviceAccount) }
    /// Whether the guide's test workload is wanted; false when nobody said.
    public var testWorkload: Bool { flag(.testWorkload) ?? false }

    private func typed<Value: Identifier>(_ field: FieldID) -> Value? {
        guard let text = self[field] else { return nil }
        return try? Value(text)
    }

    private func flag(_ field: FieldID) -> Bool? {
        switch self[field] {
        case "true": true
        case "false": false
        default: nil
        }
    }
}

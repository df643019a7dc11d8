public import Wire

/// What is wrong with a kubeconfig: file, place, what was found and what is expected.
public struct KubeconfigProblem: Error, Hashable, Sendable {
    /// The facts.
    public enum Kind: Hashable, Sendable {
        /// None of the files is there.
        case noFile(paths: [String])
        /// A file that was named is not there.
        case missingFile
        /// A file cannot be read; the system's words.
        case unreadable(String)
        /// A file is no YAML; the reader's words.
        case notYAML(String)
        /// A file is YAML but something stands where something else should.
        case unexpected(key: String, found: String, expected: String)
        /// No context was chosen and the files choose none.
        case noContext(available: [String])
        /// There is no context of that name.
        case unknownContext(String, available: [String])
        /// A context names a cluster or user that is not there.
        case danglingReference(context: String, kind: String, name: String)
        /// The way of proving who asks is none that works here.
        case unsupportedAuthentication(user: String, technique: String)
        /// A cluster names an authority and says that no certificate is to be checked.
        case insecureWithAuthority(cluster: String)
        /// A user gives details of somebody to act as (`as-groups` and so on) and no name.
        case impersonationWithoutUser(user: String, key: String)
    }

    /// The facts.
    public let kind: Kind
    /// The file, where one is to blame.
    public let file: String?
    /// The place in the file.
    public let position: SourcePosition?

    /// A problem.
    public init(_ kind: Kind, file: String? = nil, position: SourcePosition? = nil) {
        self.kind = kind
        self.file = file
        self.position = position
    }

    init(_ kind: Kind, at text: KubeconfigText) {
        self.init(kind, file: text.file, position: text.position)
    }

    /// Whether a file is there and cannot be read or understood, so that nothing should be begun with it.
    public var isBroken: Bool {
        switch kind {
        case .unreadable, .notYAML, .unexpected, .danglingReference: true
        default: false
        }
    }

    /// Whether a file says something that cannot be right, or a context was named that is not there.
    ///
    /// Otherwise there is no file, or one in order that asks for what is not supported here.
    public var isBadInput: Bool {
        switch kind {
        case .noFile, .unsupportedAuthentication: false
        case .missingFile, .unreadable, .notYAML, .unexpected, .noContext, .unknownContext, .danglingReference,
            .insecureWithAuthority, .impersonationWithoutUser:
            true
        }
    }
}

public import Wire

/// A policy document, read and ready to decide with.
///
/// Documents are immutable: matchers are compiled while reading, so that one document can decide many requests.
/// Equality compares documents as written, positions included; ``PolicyComparison`` compares what they mean.
public struct PolicyDocument: Hashable, Sendable {
    /// What the document is attached to.
    public let kind: PolicyKind
    /// The language version; a document that names none has ``PolicyVersion/v2008``.
    public let version: PolicyVersion
    /// Whether the document says its version.
    public let namesVersion: Bool
    /// The document's `Id`, if it has one.
    public let id: String?
    /// The statements in the order written.
    public let statements: [Statement]
    /// The document's size in characters as AWS counts it for ``kind``; see ``PolicySize``.
    public let size: Int

    /// Puts a document together from statements that were read or made before.
    public init(
        kind: PolicyKind, version: PolicyVersion = .v2012, namesVersion: Bool = true, id: String? = nil,
        statements: [Statement], size: Int = 0
    ) {
        self.kind = kind
        self.version = version
        self.namesVersion = namesVersion
        self.id = id
        self.statements = statements
        self.size = size
    }

    /// Reads a document from its JSON text.
    ///
    /// - Parameters:
    ///   - text: the document as AWS returns it, percent-decoded.
    ///   - kind: what it is attached to.
    ///   - rules: which grammar to hold it to; the default accepts whatever can be decided with.
    /// - Returns: the document, matchers compiled.
    /// - Throws: ``PolicyReadError`` with line and column of the first complaint.
    public static func read(
        _ text: String, kind: PolicyKind, rules: ReadingRules = .stored
    ) throws(PolicyReadError) -> PolicyDocument {
        try PolicyReader.read(text, kind: kind, rules: rules)
    }

    /// Reads a document that is part of a larger JSON text, keeping that text's positions.
    ///
    /// - Throws: ``PolicyReadError`` with line and column of the first complaint.
    public static func read(
        node: JSONNode, kind: PolicyKind, rules: ReadingRules = .stored
    ) throws(PolicyReadError) -> PolicyDocument {
        try PolicyReader.read(node: node, text: nil, kind: kind, rules: rules)
    }

    /// Reads a document from a JSON value; positions are those of its pretty text.
    ///
    /// - Throws: ``PolicyReadError`` with line and column of the first complaint.
    public static func read(
        value: JSONValue, kind: PolicyKind, rules: ReadingRules = .stored
    ) throws(PolicyReadError) -> PolicyDocument {
        try PolicyReader.read(value.serialized(.pretty), kind: kind, rules: rules)
    }

    /// The document as JSON in the order people know: Version, Id, Statement.
    public var json: JSONValue {
        var members: [(String, JSONValue)] = []
        if namesVersion { members.append(("Version", .string(version.rawValue))) }
        if let id { members.append(("Id", .string(id))) }
        members.append(("Statement", .array(statements.map(\.json))))
        return .members(members)
    }

    /// The document with other statements, for instance after leaving one out.
    public func replacing(statements: [Statement]) -> PolicyDocument {
        PolicyDocument(
            kind: kind, version: version, namesVersion: namesVersion, id: id, statements: statements, size: size)
    }
}

/// The language version of a policy document.
public enum PolicyVersion: String, Hashable, Sendable {
    /// The version of a document that names none; policy variables are plain text in it.
    case v2008 = "2008-10-17"
    /// The current version; policy variables such as `${aws:username}` are expanded.
    case v2012 = "2012-10-17"
}

/// How strictly a policy document is read.
public enum ReadingRules: Hashable, Sendable {
    /// What AWS may have stored and a decision can be made with: shapes are checked, contents taken as they are but
    /// for wildcards in the name of a service, which AWS has never taken and nobody knows the meaning of.
    case stored
    /// What AWS accepts when the document is written: the grammar of CreatePolicy, CreateRole and PutIdentityPolicy,
    /// with size limits.
    case writing
}

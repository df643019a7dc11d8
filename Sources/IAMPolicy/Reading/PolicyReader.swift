import Wire

/// Reads policy documents: the JSON, then the document's own elements; statements have a reader of their own.
enum PolicyReader {
    private static let elements = ["Version", "Id", "Statement"]

    static func read(_ text: String, kind: PolicyKind, rules: ReadingRules) throws(PolicyReadError) -> PolicyDocument {
        let node: JSONNode
        do {
            node = try JSONNode.parse(text, duplicates: .refused)
        } catch {
            throw PolicyReadError(position: error.position, complaint: complaint(error))
        }
        return try read(node: node, text: text, kind: kind, rules: rules)
    }

    /// Reads a node; `text` is the document's own text where it is known, for its size.
    static func read(
        node: JSONNode, text: String?, kind: PolicyKind, rules: ReadingRules
    ) throws(PolicyReadError) -> PolicyDocument {
        var complaints = Complaints()
        guard case .object(let members) = node.content else {
            let complaint = PolicyComplaint.wrongType(
                element: "The policy", found: node.typeWords, expected: "an object")
            throw PolicyReadError(position: node.position, complaint: complaint)
        }
        KeyCheck.check(members, allowed: elements, &complaints)
        let version = version(members, node, kind, rules, &complaints)
        let id = members.value("Id").flatMap { TextReader.text($0, element: "Id", &complaints) }
        let reader = StatementReader(kind: kind, rules: rules, variables: version == .v2012)
        let statements = statements(members, node, reader, rules, &complaints)
        if rules == .writing { SidGrammar.check(statements, &complaints) }
        let size = PolicySize.count(text ?? node.value.serialized(.compact), kind: kind)
        if rules == .writing, let limit = PolicySize.limit(kind), size > limit {
            complaints.add(.tooLarge(size: size, limit: limit, kind: kind), at: node.position)
        }
        try complaints.finish()
        return PolicyDocument(
            kind: kind, version: version ?? .v2008, namesVersion: version != nil, id: id, statements: statements,
            size: size)
    }

    private static func complaint(_ error: DocumentError) -> PolicyComplaint {
        if case .duplicateKey(let key, let first) = error.kind { return .duplicateKey(key, first: first) }
        return .notJSON(reason: error.reason)
    }

    private static func version(
        _ members: [JSONNode.Member], _ node: JSONNode, _ kind: PolicyKind, _ rules: ReadingRules,
        _ complaints: inout Complaints
    ) -> PolicyVersion? {
        let needsCurrent = rules == .writing && kind.needsCurrentVersion
        guard let value = members.value("Version") else {
            if needsCurrent { complaints.add(.oldVersion(nil), at: node.position) }
            return nil
        }
        guard let text = TextReader.text(value, element: "Version", &complaints) else { return nil }
        guard let version = PolicyVersion(rawValue: text) else {
            complaints.add(.unknownVersion(text), at: value.position)
            return nil
        }
        if needsCurrent, version != .v2012 { complaints.add(.oldVersion(text), at: value.position) }
        return version
    }

    private static func statements(
        _ members: [JSONNode.Member], _ node: JSONNode, _ reader: StatementReader, _ rules: ReadingRules,
        _ complaints: inout Complaints
    ) -> [Statement] {
        guard let value = members.value("Statement") else {
            complaints.add(.noStatement, at: node.position)
            return []
        }
        let nodes: [JSONNode]
        switch value.content {
        case .object: nodes = [value]
        case .array(let elements): nodes = elements
        default:
            complaints.add(
                .wrongType(element: "Statement", found: value.typeWords, expected: "an object or a list of objects"),
                at: value.position)
            return []
        }
        if nodes.isEmpty, rules == .writing { complaints.add(.noStatement, at: value.position) }
        return nodes.enumerated().compactMap { reader.read($1, index: $0, &complaints) }
    }
}

extension PolicyKind {
    /// Whether IAM refuses the 2008 version when such a document is written.
    fileprivate var needsCurrentVersion: Bool {
        switch self {
        case .identity, .boundary, .session, .serviceControl, .resourceControl: true
        case .trust, .sending, .resource: false
        }
    }
}

/// Complaints gathered while reading; reading goes on so that the one AWS would report can be found.
struct Complaints {
    private var first: PolicyReadError?
    /// Whether a resource in a wrong format was noted; IAM then looks no further into resources.
    private(set) var hasResourceFormat = false

    /// Notes a complaint; of two kinds the one IAM looks for earlier stays, of one kind the earlier place.
    mutating func add(_ complaint: PolicyComplaint, at position: SourcePosition) {
        if complaint.phase == .resourceFormat { hasResourceFormat = true }
        if let first, first.complaint.phase <= complaint.phase { return }
        first = PolicyReadError(position: position, complaint: complaint)
    }

    /// Throws what was noted.
    func finish() throws(PolicyReadError) {
        if let first { throw first }
    }
}

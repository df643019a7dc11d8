import Wire

/// Reads one policy case; unknown keys are notes for people and left alone.
struct PolicyCaseReader {
    private let node: JSONNode
    private let members: [JSONNode.Member]
    private let name: String?
    private let index: Int

    init(_ node: JSONNode, index: Int) throws(PolicyCasesError) {
        guard case .object(let members) = node.content else {
            throw PolicyCasesError(
                position: node.position, name: nil,
                problem: .unexpected(element: "Case \(index + 1)", found: node.typeWords, expected: "an object"))
        }
        self.node = node
        self.members = members
        self.index = index
        if case .string(let name)? = members.value("name")?.content { self.name = name } else { name = nil }
    }

    func read() throws(PolicyCasesError) -> PolicyCase {
        let request = try request()
        let resourceKind: PolicyKind = request.asksForRole ? .trust : .resource
        let policies = PolicySet(
            identity: try policies("identityPolicies", .identity),
            resource: try policies("resourcePolicy", resourceKind),
            boundary: try policies("permissionBoundaries", .boundary),
            session: try policies("sessionPolicy", .session),
            serviceControl: try levels("scps", .serviceControl),
            resourceControl: try levels("rcps", .resourceControl))
        return PolicyCase(
            name: name ?? "case \(index + 1)", request: request, policies: policies, expected: try expected(),
            blame: try blame(), unsure: try text("unsure", in: members))
    }

    // MARK: The request

    private func request() throws(PolicyCasesError) -> PolicyRequest {
        guard let node = members.value("request") else { throw missing("request", at: node) }
        guard case .object(let fields) = node.content else {
            throw unexpected("\"request\"", node, "an object")
        }
        var texts: [String: String] = [:]
        for field in ["principal", "action", "resource"] {
            guard let text = try text(field, in: fields) else { throw missing("request.\(field)", at: node) }
            texts[field] = text
        }
        let action = texts["action", default: ""]
        if let node = fields.value("action"), !Self.isAction(action) {
            throw unexpected("request.action", node, "one action like ses:SendEmail", action)
        }
        let account = try text("resourceAccount", in: fields)
        if let account, let node = fields.value("resourceAccount"), !Self.isAccount(account) {
            throw unexpected("request.resourceAccount", node, "an account ID of 12 digits", account)
        }
        return PolicyRequest(
            principal: texts["principal", default: ""], action: action, resource: texts["resource", default: ""],
            resourceAccount: account,
            context: try context(fields.value("context")))
    }

    /// Whether a text is one action: a service and a name, without wildcards, which mean nothing in a request.
    private static func isAction(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return false }
        let isPlain = { (byte: UInt8) in (65...90).contains(byte & 0xDF) && byte < 0x80 || (48...57).contains(byte) }
        return parts[0].allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") } && parts[1].allSatisfy(isPlain)
    }

    private static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    private func context(_ node: JSONNode?) throws(PolicyCasesError) -> RequestContext {
        guard let node, !node.isNull else { return RequestContext() }
        guard case .object(let keys) = node.content else { throw unexpected("\"context\"", node, "an object of keys") }
        var context = RequestContext()
        for key in keys { context[key.key] = try contextValue(key) }
        return context
    }

    private func contextValue(_ member: JSONNode.Member) throws(PolicyCasesError) -> ContextValue {
        guard case .array(let nodes) = member.value.content else {
            return .one(try scalar(member.value, member.key))
        }
        var values: [String] = []
        for node in nodes { values.append(try scalar(node, member.key)) }
        return .list(values)
    }

    private func scalar(_ node: JSONNode, _ key: String) throws(PolicyCasesError) -> String {
        switch node.content {
        case .string(let text): return text
        case .number(let literal): return literal
        case .bool(let value): return value ? "true" : "false"
        default: throw unexpected("\"\(key)\"", node, "a string or a list of strings")
        }
    }

    // MARK: The policies

    /// One document, a list of documents, or null.
    private func policies(_ element: String, _ kind: PolicyKind) throws(PolicyCasesError) -> [NamedPolicy] {
        guard let node = members.value(element), !node.isNull else { return [] }
        guard case .array(let nodes) = node.content else { return [try policy(node, element, kind)] }
        return try documents(nodes, element, kind)
    }

    private func documents(
        _ nodes: [JSONNode], _ element: String, _ kind: PolicyKind
    ) throws(PolicyCasesError) -> [NamedPolicy] {
        var policies: [NamedPolicy] = []
        for (index, node) in nodes.enumerated() {
            policies.append(try policy(node, "\(element)[\(index)]", kind))
        }
        return policies
    }

    private func policy(
        _ node: JSONNode, _ name: String, _ kind: PolicyKind
    ) throws(PolicyCasesError) -> NamedPolicy {
        do {
            return NamedPolicy(name, try PolicyDocument.read(node: node, kind: kind))
        } catch {
            throw PolicyCasesError(position: error.position, name: self.name, problem: .policy(name, error.complaint))
        }
    }

    /// Levels of an organisation: each an object with `policies`, or a list of documents.
    private func levels(_ element: String, _ kind: PolicyKind) throws(PolicyCasesError) -> [[NamedPolicy]] {
        guard let node = members.value(element), !node.isNull else { return [] }
        guard case .array(let nodes) = node.content else {
            throw unexpected("\"\(element)\"", node, "a list of levels")
        }
        var levels: [[NamedPolicy]] = []
        for (index, level) in nodes.enumerated() {
            let list = level["policies"] ?? level
            guard case .array(let documents) = list.content else {
                throw unexpected("\(element)[\(index)]", list, "an object with \"policies\"")
            }
            levels.append(try self.documents(documents, "\(element)[\(index)].policies", kind))
        }
        return levels
    }

    // MARK: What is expected

    private func expected() throws(PolicyCasesError) -> Verdict? {
        guard let node = members.value("expected"), let text = try text("expected", in: members) else { return nil }
        guard let verdict = Verdict(rawValue: text) else {
            throw unexpected("\"expected\"", node, Verdict.allCases.map(\.rawValue).joined(separator: ", "), text)
        }
        return verdict
    }

    private func blame() throws(PolicyCasesError) -> [Blame]? {
        guard let node = members.value("blame"), !node.isNull else { return nil }
        guard case .array(let nodes) = node.content else { throw unexpected("\"blame\"", node, "a list") }
        var blame: [Blame] = []
        for node in nodes {
            let text = try scalar(node, "blame")
            guard let entry = Blame(rawValue: text) else {
                throw unexpected("\"blame\"", node, Blame.allCases.map(\.rawValue).joined(separator: ", "), text)
            }
            blame.append(entry)
        }
        return blame
    }

    // MARK: Helpers

    private func text(_ key: String, in members: [JSONNode.Member]) throws(PolicyCasesError) -> String? {
        guard let node = members.value(key), !node.isNull else { return nil }
        guard case .string(let text) = node.content else { throw unexpected("\"\(key)\"", node, "a string") }
        return text
    }

    private func missing(_ element: String, at node: JSONNode) -> PolicyCasesError {
        PolicyCasesError(position: node.position, name: name, problem: .missing(element))
    }

    private func unexpected(
        _ element: String, _ node: JSONNode, _ expected: String, _ found: String? = nil
    ) -> PolicyCasesError {
        PolicyCasesError(
            position: node.position, name: name,
            problem: .unexpected(
                element: element, found: found.map { "\"\($0)\"" } ?? node.typeWords, expected: expected))
    }
}

extension JSONNode {
    /// Whether the node is null.
    fileprivate var isNull: Bool {
        if case .null = content { return true }
        return false
    }
}

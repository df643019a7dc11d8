import Wire

/// Reads one statement of a policy document.
struct StatementReader {
    let kind: PolicyKind
    let rules: ReadingRules
    /// Whether `${…}` is a policy variable in this document.
    let variables: Bool

    private static let elements = [
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
    ]

    /// The statement, as far as it could be read; what could not be read is among the complaints.
    func read(_ node: JSONNode, index: Int, _ complaints: inout Complaints) -> Statement? {
        guard case .object(let members) = node.content else {
            complaints.add(
                .wrongType(element: "A statement", found: node.typeWords, expected: "an object"), at: node.position)
            return nil
        }
        KeyCheck.check(members, allowed: Self.elements, &complaints)
        for element in ["Principal", "Action", "Resource"] {
            guard members.value(element) != nil, let other = members.first(where: { $0.key == "Not" + element })
            else { continue }
            complaints.add(.conflicting(element, "Not" + element), at: other.keyPosition)
        }
        let effect = effect(members, node, &complaints)
        let principal = principal(members, node, &complaints)
        let action = action(members, node, &complaints)
        let resource = resource(members, node, &complaints)
        let block = members.value("Condition").map { ConditionReader.read($0, self, &complaints) }
        let sid = members.value("Sid").flatMap { TextReader.text($0, element: "Sid", &complaints) }
        return Statement(
            sid: sid, effect: effect ?? .deny, principal: principal, action: action, resource: resource,
            conditions: block ?? ConditionBlock([]), index: index, position: node.position)
    }

    private func effect(
        _ members: [JSONNode.Member], _ node: JSONNode, _ complaints: inout Complaints
    ) -> Effect? {
        guard let value = members.value("Effect") else {
            complaints.add(.missing(element: "Effect"), at: node.position)
            return nil
        }
        guard let text = TextReader.text(value, element: "Effect", &complaints) else { return nil }
        guard let effect = Effect(rawValue: text) else {
            complaints.add(.effect(text), at: value.position)
            return nil
        }
        return effect
    }

    /// The member under a name or its negation.
    private func member(_ name: String, _ members: [JSONNode.Member]) -> JSONNode.Member? {
        members.last { $0.key == name || $0.key == "Not" + name }
    }

    private func principal(
        _ members: [JSONNode.Member], _ node: JSONNode, _ complaints: inout Complaints
    ) -> PrincipalElement? {
        guard let member = member("Principal", members) else {
            if kind.namesPrincipals { complaints.add(.missing(element: "Principal"), at: node.position) }
            return nil
        }
        guard kind.namesPrincipals else {
            complaints.add(.prohibited(element: member.key, kind: kind), at: member.keyPosition)
            return nil
        }
        return PrincipalReader.read(member, rules, &complaints)
    }

    private func action(
        _ members: [JSONNode.Member], _ node: JSONNode, _ complaints: inout Complaints
    ) -> ActionElement {
        guard let member = member("Action", members) else {
            complaints.add(.missing(element: "Action"), at: node.position)
            return ActionElement([])
        }
        let texts = TextReader.texts(member.value, element: member.key, &complaints)
        if texts.isEmpty, rules == .writing { complaints.add(.empty(element: member.key), at: member.value.position) }
        for text in texts { ActionGrammar.check(text.text, kind, rules, at: text.position, &complaints) }
        let patterns = texts.map { ActionPattern($0.text, position: $0.position) }
        return ActionElement(patterns, excludes: member.key == "NotAction")
    }

    private func resource(
        _ members: [JSONNode.Member], _ node: JSONNode, _ complaints: inout Complaints
    ) -> ResourceElement? {
        guard let member = member("Resource", members) else {
            if kind.namesResources { complaints.add(.missing(element: "Resource"), at: node.position) }
            return nil
        }
        guard kind.namesResources else {
            complaints.add(.prohibited(element: member.key, kind: kind), at: member.keyPosition)
            return nil
        }
        let texts = TextReader.texts(member.value, element: member.key, &complaints)
        if texts.isEmpty, rules == .writing { complaints.add(.empty(element: member.key), at: member.value.position) }
        for text in texts { ResourceGrammar.check(text.text, rules, at: text.position, &complaints) }
        let patterns = texts.map { ResourcePattern($0.text, variables: variables, position: $0.position) }
        return ResourceElement(patterns, excludes: member.key == "NotResource")
    }
}

/// Rules for the names of statements when a policy is written.
///
/// The user guide allows letters and digits only, but IAM stores other characters too; so just repetition is refused.
enum SidGrammar {
    static func check(_ statements: [Statement], _ complaints: inout Complaints) {
        var seen: Set<String> = []
        for statement in statements {
            guard let sid = statement.sid, !sid.isEmpty else { continue }
            if !seen.insert(sid).inserted { complaints.add(.duplicateSid(sid), at: statement.position) }
        }
    }
}

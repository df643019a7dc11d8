/// What changes between two statements that belong together.
struct StatementDifference {
    private let old: Statement
    private let new: Statement
    private let kind: PolicyKind
    private let ignoringSid: Bool

    init(_ old: Statement, _ new: Statement, kind: PolicyKind, ignoringSid: Bool) {
        self.old = old
        self.new = new
        self.kind = kind
        self.ignoringSid = ignoringSid
    }

    var differences: [PolicyDifference] {
        var result: [PolicyDifference] = []
        if !ignoringSid, old.sid != new.sid {
            result.append(change("Sid", "Name of the statement", texts(old.sid), texts(new.sid)))
        }
        if old.effect != new.effect {
            result.append(change("Effect", "Effect", [old.effect.rawValue], [new.effect.rawValue]))
        }
        result += principal + action + resource + conditions
        return result
    }

    private var principal: [PolicyDifference] {
        let before = CanonicalStatement(old).principal
        guard before != CanonicalStatement(new).principal else { return [] }
        let title =
            switch kind {
            case .trust: "Who may use the role"
            case .sending: "Who may send"
            default: "Who it is about"
            }
        let name = new.principal?.excludes ?? old.principal?.excludes ?? false ? "NotPrincipal" : "Principal"
        return [
            change(
                name, title, principals(old.principal), principals(new.principal))
        ]
    }

    private func principals(_ element: PrincipalElement?) -> [String] {
        guard let element else { return [] }
        return element.principals.map { (element.excludes ? "not " : "") + PrincipalName.words($0) }
    }

    private var action: [PolicyDifference] {
        guard CanonicalStatement(old).action != CanonicalStatement(new).action else { return [] }
        let title = new.effect == .allow ? "What is allowed" : "What is denied"
        let texts = { (element: ActionElement) in
            element.patterns.map { (element.excludes ? "all but " : "") + $0.text }
        }
        let name = new.action.excludes ? "NotAction" : "Action"
        return [change(name, title, texts(old.action), texts(new.action))]
    }

    private var resource: [PolicyDifference] {
        guard CanonicalStatement(old).resource != CanonicalStatement(new).resource else { return [] }
        let texts = { (element: ResourceElement?) in
            element.map { element in element.patterns.map { (element.excludes ? "all but " : "") + $0.text } } ?? []
        }
        let name = new.resource?.excludes ?? false ? "NotResource" : "Resource"
        return [change(name, "On what", texts(old.resource), texts(new.resource))]
    }

    private var conditions: [PolicyDifference] {
        var before = old.conditions.conditions
        var after = new.conditions.conditions
        before.removeAll { one in after.contains { CanonicalCondition(one) == CanonicalCondition($0) } }
        after.removeAll { one in
            old.conditions.conditions.contains { CanonicalCondition(one) == CanonicalCondition($0) }
        }
        var result: [PolicyDifference] = []
        for one in before {
            let place = after.firstIndex { $0.lookup == one.lookup && $0.operator.means(one.operator) }
            let other = place.map { after.remove(at: $0) }
            result.append(condition(one, values(one), other.map(values) ?? []))
        }
        return result + after.map { condition($0, [], values($0)) }
    }

    private func values(_ condition: Condition) -> [String] { condition.values.map(ConditionName.value) }

    private func condition(_ condition: Condition, _ before: [String], _ after: [String]) -> PolicyDifference {
        change(
            "Condition.\(condition.operator.text).\(condition.key)", ConditionName.title(condition, kind), before,
            after)
    }

    private func texts(_ text: String?) -> [String] { text.map { [$0] } ?? [] }

    /// One entry: only what comes and what goes is told in the sentence, all of it in from and to.
    private func change(_ element: String, _ title: String, _ before: [String], _ after: [String]) -> PolicyDifference {
        let gone = before.filter { !after.contains($0) }.map { "- \($0)" }
        let come = after.filter { !before.contains($0) }.map { "+ \($0)" }
        return PolicyDifference(
            path: "Statement[\(new.index)].\(element)", from: before.isEmpty ? nil : before.joined(separator: ", "),
            to: after.isEmpty ? nil : after.joined(separator: ", "),
            sentence: "\(title): " + (gone + come).joined(separator: " "))
    }
}

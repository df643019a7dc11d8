public import Wire

/// One statement of a policy document.
public struct Statement: Hashable, Sendable {
    /// The statement's name; an empty one counts as none.
    public let sid: String?
    /// What it does when it applies.
    public let effect: Effect
    /// Whom it is about; nil in policies that speak for whoever they are attached to.
    public let principal: PrincipalElement?
    /// Which actions it is about.
    public let action: ActionElement
    /// Which resources it is about; nil in trust policies.
    public let resource: ResourceElement?
    /// When it applies, beyond the above.
    public let conditions: ConditionBlock
    /// Place among the document's statements, from 0.
    public let index: Int
    /// Where the statement begins in its text.
    public let position: SourcePosition

    /// Puts a statement together.
    public init(
        sid: String? = nil, effect: Effect, principal: PrincipalElement? = nil, action: ActionElement,
        resource: ResourceElement? = nil, conditions: ConditionBlock = ConditionBlock([]), index: Int = 0,
        position: SourcePosition = .start
    ) {
        self.sid = sid
        self.effect = effect
        self.principal = principal
        self.action = action
        self.resource = resource
        self.conditions = conditions
        self.index = index
        self.position = position
    }

    /// The statement as people refer to it: its Sid in quotes, or its place counted from 1.
    public var name: String {
        if let sid, !sid.isEmpty { return "statement \"\(sid)\"" }
        return "statement \(index + 1)"
    }

    /// The statement as JSON in the order Sid, Effect, Principal, Action, Resource, Condition.
    public var json: JSONValue {
        var members: [(String, JSONValue)] = []
        if let sid { members.append(("Sid", .string(sid))) }
        members.append(("Effect", .string(effect.rawValue)))
        if let principal { members.append((principal.excludes ? "NotPrincipal" : "Principal", principal.json)) }
        members.append((action.excludes ? "NotAction" : "Action", .oneOrMany(action.patterns.map(\.text))))
        if let resource {
            let texts = resource.patterns.map(\.text)
            members.append((resource.excludes ? "NotResource" : "Resource", .oneOrMany(texts)))
        }
        if !conditions.isEmpty { members.append(("Condition", conditions.json)) }
        return .members(members)
    }
}

/// What a statement does when it applies.
public enum Effect: String, Hashable, Sendable {
    /// Grants what no Deny takes away.
    case allow = "Allow"
    /// Refuses, whatever else grants.
    case deny = "Deny"
}

public import Wire

/// The `Principal` or `NotPrincipal` of a statement.
public struct PrincipalElement: Hashable, Sendable {
    /// True for `NotPrincipal`: the statement is about everybody but these.
    public let excludes: Bool
    /// The principals in the order written.
    public let principals: [Principal]

    /// Makes an element from principals.
    public init(_ principals: [Principal], excludes: Bool = false) {
        self.principals = principals
        self.excludes = excludes
    }

    /// Whether the statement is about everybody.
    public var isEveryone: Bool { !excludes && principals.contains { $0.form == .everyone } }

    /// The element as JSON: `"*"`, or an object by principal type.
    public var json: JSONValue {
        if principals.count == 1, let only = principals.first, only.type == nil { return .string(only.text) }
        var types: [PrincipalType] = []
        for principal in principals {
            let type = principal.type ?? .aws
            if !types.contains(type) { types.append(type) }
        }
        return .members(
            types.map { type in
                (type.rawValue, .oneOrMany(principals.filter { ($0.type ?? .aws) == type }.map(\.text)))
            })
    }
}

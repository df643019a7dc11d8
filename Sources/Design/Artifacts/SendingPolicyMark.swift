public import Wire

/// The mark in a sending policy that ties it to one life of the role: the Sid `Role<RoleId>`.
public enum SendingPolicyMark {
    /// The Sid for a role's unique ID.
    public static func sid(roleID: String) -> String { "Role\(roleID)" }

    /// A sending policy's document with the mark as the Sid of its statement.
    ///
    /// - Parameters:
    ///   - document: The document without Sid, with one statement.
    ///   - roleID: The role's unique ID (`AROA…`).
    /// - Returns: The marked document.
    public static func marked(_ document: JSONValue, roleID: String) -> JSONValue {
        guard var policy = document.object, let statements = policy["Statement"]?.array else { return document }
        policy["Statement"] = .array(
            statements.map { statement in
                guard let members = statement.object else { return statement }
                var marked = JSONObject()
                marked["Sid"] = .string(sid(roleID: roleID))
                for key in members.keys where key != "Sid" { marked[key] = members[key] }
                return .object(marked)
            })
        return .object(policy)
    }

    /// The role's unique ID in the first marked statement, or nil when the policy carries no mark.
    public static func roleID(in document: JSONValue) -> String? {
        for sid in sids(in: document) where sid.hasPrefix("RoleAROA") { return String(sid.dropFirst(4)) }
        return nil
    }

    /// Whether a principal is a unique ID: what AWS shows when the role or user behind it is gone.
    public static func deadPrincipal(in document: JSONValue) -> String? {
        for statement in statements(in: document) {
            for principal in principals(statement["Principal"]?["AWS"]) {
                if principal.hasPrefix("AROA") || principal.hasPrefix("AIDA") { return principal }
            }
        }
        return nil
    }

    private static func sids(in document: JSONValue) -> [String] {
        statements(in: document).compactMap { $0["Sid"]?.string }
    }

    private static func statements(in document: JSONValue) -> [JSONValue] {
        guard let statement = document["Statement"] else { return [] }
        return statement.array ?? [statement]
    }

    private static func principals(_ value: JSONValue?) -> [String] {
        guard let value else { return [] }
        return value.array?.compactMap(\.string) ?? [value.string].compactMap { $0 }
    }
}

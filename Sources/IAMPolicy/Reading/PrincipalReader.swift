import Wire

/// Reads `Principal` and `NotPrincipal`: `"*"`, or lists by type.
enum PrincipalReader {
    static func read(
        _ member: JSONNode.Member, _ rules: ReadingRules, _ complaints: inout Complaints
    ) -> PrincipalElement {
        let excludes = member.key == "NotPrincipal"
        switch member.value.content {
        case .string("*"):
            return PrincipalElement(
                [Principal(type: nil, text: "*", position: member.value.position)], excludes: excludes)
        case .object(let types):
            KeyCheck.check(types, allowed: PrincipalType.allCases.map(\.rawValue), &complaints)
            let principals = types.flatMap { type(of: $0, rules, &complaints) }
            if principals.isEmpty { complaints.add(.empty(element: member.key), at: member.value.position) }
            return PrincipalElement(principals, excludes: excludes)
        default:
            complaints.add(
                .wrongType(element: member.key, found: member.value.typeWords, expected: "\"*\" or an object by type"),
                at: member.value.position)
            return PrincipalElement([], excludes: excludes)
        }
    }

    private static func type(
        of member: JSONNode.Member, _ rules: ReadingRules, _ complaints: inout Complaints
    ) -> [Principal] {
        guard let type = PrincipalType(rawValue: member.key) else { return [] }
        let texts = TextReader.texts(member.value, element: member.key, &complaints)
        return texts.map { text in
            let principal = Principal(type: type, text: text.text, position: text.position)
            if rules == .writing, principal.form == .unmatchable, type != .canonicalUser {
                complaints.add(.principal(type: type.rawValue, text: text.text), at: text.position)
            }
            return principal
        }
    }
}

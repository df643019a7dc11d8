import Wire

/// Checks the keys of an object: none twice, none that means nothing.
enum KeyCheck {
    /// Up to so many keys, comparing each with each is quicker than a table.
    private static let few = 12

    /// Complains about keys outside `allowed`, where that is given, and about keys that stand twice where the JSON
    /// reader kept both.
    static func check(_ members: [JSONNode.Member], allowed: [String]? = nil, _ complaints: inout Complaints) {
        if members.count <= few {
            for (index, member) in members.enumerated() {
                guard let first = members[..<index].first(where: { $0.key == member.key }) else { continue }
                complaints.add(.duplicateKey(member.key, first: first.keyPosition), at: member.keyPosition)
            }
        } else {
            checkWithTable(members, &complaints)
        }
        guard let allowed else { return }
        for member in members where !allowed.contains(member.key) {
            complaints.add(.unknownElement(member.key, allowed: allowed), at: member.keyPosition)
        }
    }

    private static func checkWithTable(_ members: [JSONNode.Member], _ complaints: inout Complaints) {
        var seen: [String: SourcePosition] = [:]
        for member in members {
            if let first = seen.updateValue(member.keyPosition, forKey: member.key) {
                complaints.add(.duplicateKey(member.key, first: first), at: member.keyPosition)
            }
        }
    }
}

import Wire

/// Why the admin endpoint does not do what it is asked for: what was found, and what is expected.
struct AdminRefusal: Error {
    /// One sentence for people.
    var sentence: String

    init(_ name: String, found: JSONValue?, expected: String) {
        let shown = found.map { TerminalText.sanitized($0.serialized(.compact), limit: 80) }
        sentence = "\(TerminalText.sanitized(name, limit: 80)): found \(shown ?? "nothing"), expected \(expected)."
    }
}

/// Reads the members of a document that the admin endpoint was given.
struct AdminBody {
    private let members: JSONObject

    /// Takes a document.
    ///
    /// - Parameters:
    ///   - json: the document.
    ///   - name: what it is called in refusals.
    ///   - known: the members that mean something.
    /// - Throws: `AdminRefusal` where it is no object or has others.
    init(_ json: JSONValue, _ name: String, known: [String]) throws(AdminRefusal) {
        guard let members = json.object else { throw AdminRefusal(name, found: json, expected: "an object") }
        for key in members.keys where !known.contains(key) {
            throw AdminRefusal(name, found: .string(key), expected: "one of \(known.joined(separator: ", "))")
        }
        self.members = members
    }

    /// Whether there is such a member.
    func has(_ name: String) -> Bool { members[name] != nil }

    /// A text; nil where there is none.
    func text(_ name: String) throws(AdminRefusal) -> String? {
        guard let value = members[name] else { return nil }
        guard let text = value.string else { throw AdminRefusal(name, found: value, expected: "a text") }
        return text
    }

    /// True or false.
    func flag(_ name: String) throws(AdminRefusal) -> Bool {
        guard let flag = members[name]?.bool else {
            throw AdminRefusal(name, found: members[name], expected: "true or false")
        }
        return flag
    }

    /// A list.
    func list(_ name: String) throws(AdminRefusal) -> [JSONValue] {
        guard let list = members[name]?.array else {
            throw AdminRefusal(name, found: members[name], expected: "a list")
        }
        return list
    }

    /// The members of an object, in their order.
    func table(_ name: String) throws(AdminRefusal) -> [JSONObject.Member] {
        guard let table = members[name]?.object else {
            throw AdminRefusal(name, found: members[name], expected: "an object")
        }
        return table.members
    }

    /// A whole number in a range; the default where there is none.
    ///
    /// - Parameters:
    ///   - name: the member.
    ///   - range: what is allowed.
    ///   - unit: what it counts, for the refusal; empty for nothing in particular.
    ///   - otherwise: what stands for a number that is not given; nil where one has to be.
    /// - Returns: the number.
    /// - Throws: `AdminRefusal` for anything else.
    func whole(
        _ name: String, _ range: ClosedRange<Int>, of unit: String = "", otherwise: Int? = nil
    ) throws(AdminRefusal) -> Int {
        if members[name] == nil, let otherwise { return otherwise }
        guard let number = members[name]?.int, range.contains(number) else {
            throw AdminRefusal(
                name, found: members[name],
                expected: "a whole number\(unit.isEmpty ? "" : " of " + unit) from \(range.lowerBound) to "
                    + "\(range.upperBound)")
        }
        return number
    }
}

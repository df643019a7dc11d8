import Wire

extension JSONValue {
    /// The value at a path of object keys, or nil.
    func at(_ path: [String]) -> JSONValue? {
        var value = self
        for key in path {
            guard let next = value[key] else { return nil }
            value = next
        }
        return value
    }

    /// Puts a value at a path of object keys, making the objects on the way; nil takes the member away.
    mutating func set(_ path: [String], _ value: JSONValue?) {
        guard let key = path.first else { return }
        var members: JSONObject
        if case .object(let present) = self { members = present } else { members = JSONObject() }
        if path.count == 1 {
            members[key] = value
        } else {
            var inner = members[key] ?? .object(JSONObject())
            inner.set(Array(path.dropFirst()), value)
            members[key] = inner
        }
        self = .object(members)
    }

    /// The members of an object as text, leaving out what is not text; empty for anything else.
    var textMembers: [String: String] {
        guard case .object(let members) = self else { return [:] }
        var texts: [String: String] = [:]
        for key in members.keys { texts[key] = members[key]?.string }
        return texts
    }

    /// How many lists and objects are inside each other at the deepest place.
    var levels: Int {
        switch self {
        case .array(let items): 1 + (items.lazy.map(\.levels).max() ?? 0)
        case .object(let members): 1 + (members.members.lazy.map(\.value.levels).max() ?? 0)
        default: 0
        }
    }

    /// What Go's reader of JSON calls this kind of value.
    var kindInGo: String {
        switch self {
        case .object: "object"
        case .array: "array"
        case .string: "string"
        case .number: "number"
        case .bool: "bool"
        case .null: "null"
        }
    }

    /// The members of an object; none for anything else.
    var members: JSONObject {
        guard case .object(let members) = self else { return JSONObject() }
        return members
    }
}

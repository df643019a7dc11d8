import Wire

extension JSONValue {
    /// An object whose members keep the order given.
    static func members(_ members: [(String, JSONValue)]) -> JSONValue {
        var object = JSONObject()
        for (key, value) in members { object[key] = value }
        return .object(object)
    }

    /// One text as a string, several as an array, as policies write lists.
    static func oneOrMany(_ texts: [String]) -> JSONValue {
        if texts.count == 1, let only = texts.first { return .string(only) }
        return .array(texts.map { .string($0) })
    }
}

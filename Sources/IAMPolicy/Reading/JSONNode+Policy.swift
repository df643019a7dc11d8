import Wire

extension JSONNode {
    /// The node's JSON type with an article, for complaints.
    var typeWords: String {
        switch content {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension [JSONNode.Member] {
    /// The value of a key; the last one where it stands twice.
    func value(_ key: String) -> JSONNode? { last { $0.key == key }?.value }
}

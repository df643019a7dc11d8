public import Wire

extension Shape {
    /// A value in the form of the AWS CLI or the API server, without whatever the shape does not name.
    ///
    /// What comes from elsewhere (a file, a paste) goes through here: a member of another type than the shape's is left
    /// out like one that it does not name.
    ///
    /// - Parameter value: The value.
    /// - Returns: What is kept of it; nil when it is nothing of the shape.
    public func kept(_ value: JSONValue) -> JSONValue? {
        switch self {
        case .text, .time: value.string == nil ? nil : value
        case .integer, .number: value.number == nil ? nil : value
        case .bool: value.bool == nil ? nil : value
        case .document: value.object == nil && value.string == nil ? nil : value
        case .list(let item): value.array.map { .array($0.compactMap(item.kept)) }
        case .map(let item):
            value.object.map { object in
                .object(
                    JSONObject(object.members.compactMap { entry in item.kept(entry.value).map { (entry.key, $0) } }))
            }
        case .structure(let members):
            value.object.map { object in
                .object(
                    JSONObject(
                        members.compactMap { member in
                            object[member.name].flatMap(member.shape.kept).map { (member.name, $0) }
                        }))
            }
        case .embedded(let shape):
            value.string.flatMap { try? JSONValue.parse($0) }.flatMap(shape.kept).map {
                .string($0.serialized(.compact))
            }
        case .object: ClusterObject.kept(value)
        }
    }
}

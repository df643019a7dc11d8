import Wire

/// One thing that an object says about its state.
public struct ObjectCondition: Hashable, Sendable {
    /// What it is about, `Available`.
    public var type: String
    /// `True`, `False` or `Unknown`.
    public var status: String
    /// The machine's word for why.
    public var reason: String
    /// The words for why.
    public var message: String

    static func all(_ json: JSONValue?) -> [ObjectCondition] {
        (json?["conditions"]?.array ?? []).map { condition in
            ObjectCondition(
                type: condition["type"]?.string ?? "", status: condition["status"]?.string ?? "",
                reason: condition["reason"]?.string ?? "", message: condition["message"]?.string ?? "")
        }
    }
}

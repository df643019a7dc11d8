/// A context key and its values for IAM's policy simulator.
public struct ContextEntry: Hashable, Sendable {
    /// The key, `ses:FromAddress`.
    public var key: String
    /// Its values.
    public var values: [String]
    /// The type by IAM's list: `string`, `stringList`, `boolean`, `numeric`, `date`, `ip`, `binary`.
    public var type: String

    /// Creates an entry.
    public init(key: String, values: [String], type: String = "string") {
        self.key = key
        self.values = values
        self.type = type
    }
}

import Wire

/// One header field of a request or an answer.
public struct HTTPHeader: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The field's name; compared without regard to case.
    public var name: String
    /// The field's value, without surrounding blanks.
    public var value: String

    /// A header field.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether this is the field `name`, in whatever case.
    public func isNamed(_ name: String) -> Bool {
        self.name.equalsIgnoringCase(name)
    }

    /// The field as it goes over the wire, without the values of fields that carry secrets.
    public var description: String {
        let secret = ["authorization", "x-amz-security-token", "proxy-authorization", "cookie", "set-cookie"]
        return secret.contains(name.lowercased()) ? "\(name): (redacted)" : "\(name): \(value)"
    }

    /// The same as ``description``.
    public var debugDescription: String { description }
}

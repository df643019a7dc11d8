import Wire

/// Which version the API server is of.
public struct ServerVersion: Hashable, Sendable {
    /// The first number.
    public var major: Int
    /// The second number, without the `+` that EKS appends.
    public var minor: Int
    /// The whole name, `v1.33.4-eks-0a1b2c3`.
    public var gitVersion: String

    init?(_ json: JSONValue) {
        func number(_ key: String) -> Int? {
            json[key]?.string.flatMap { Int($0.prefix(while: \.isNumber)) }
        }
        guard let major = number("major"), let minor = number("minor") else { return nil }
        self.major = major
        self.minor = minor
        gitVersion = json["gitVersion"]?.string ?? ""
    }

    /// Whether it comes from EKS.
    public var isEKS: Bool { gitVersion.contains("-eks-") }
}

/// One line of the list of identities (`ses:ListEmailIdentities`).
public struct ListedIdentity: Hashable, Sendable {
    /// The address or domain.
    public var name: String
    /// Whether SES sends from it.
    public var isVerified: Bool

    /// An identity in a list.
    public init(name: String, isVerified: Bool) {
        self.name = name
        self.isVerified = isVerified
    }
}

public import Calls
public import Wire

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

/// The identities of an account in one region (`ses:ListEmailIdentities`).
public struct ListedIdentities: AnswerView, Hashable {
    /// The identities in SES's order.
    public let identities: [ListedIdentity]

    /// Reads `ses:ListEmailIdentities` of SES v2.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        identities = (answer["EmailIdentities"]?.array ?? []).compactMap { identity in
            identity["IdentityName"]?.string.map {
                ListedIdentity(name: $0, isVerified: identity["VerificationStatus"]?.string == "SUCCESS")
            }
        }
    }
}

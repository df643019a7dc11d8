/// A refused read: which permission is missing, and where.
public struct Denial: Hashable, Sendable {
    /// The missing permission.
    ///
    /// An IAM action (`ses:GetAccount`) or a Kubernetes verb and resource (`get serviceaccounts`).
    public var permission: String
    /// Where it is missing: an account ID, or `cluster mail-prod`.
    public var place: String

    /// A refusal of `permission` in `place`.
    public init(permission: String, place: String) {
        self.permission = permission
        self.place = place
    }

    /// The denial as it follows "cannot tell: ", for example `needs ses:GetAccount in 444455556666`.
    public var words: String { "needs \(permission) in \(place)" }
}

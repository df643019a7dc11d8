public import Calls

/// A refused read: which permission is missing, and where.
public struct Denial: Hashable, Sendable {
    /// The missing permission.
    ///
    /// An IAM action (`ses:GetAccount`) or a Kubernetes right (`get serviceaccounts (core API group)`).
    public var permission: String
    /// Where it is missing: an account ID, or `namespace mail of cluster mail-prod`.
    public var place: String
    /// What it is needed for, where that is not plain: `to prove which cluster answers`.
    public var purpose: String?
    /// The right in the cluster, in its parts; nil for permissions in AWS, and where it is not known.
    public var right: KubernetesRight?

    /// A refusal of `permission` in `place`.
    public init(permission: String, place: String, purpose: String? = nil, right: KubernetesRight? = nil) {
        self.permission = permission
        self.place = place
        self.purpose = purpose
        self.right = right
    }

    /// The rule of the cluster to add, and what binds it to the caller: a sentence; nil for permissions in AWS.
    public var remedy: String? { right?.remedy }

    /// The denial as it follows "cannot tell: ", for example `needs ses:GetAccount in 444455556666`.
    public var words: String { "needs \(permission) in \(place)" + (purpose.map { ", \($0)" } ?? "") }
}

extension KubernetesRight {
    /// The refusal of this right.
    ///
    /// - Parameters:
    ///   - cluster: The cluster, in words: `cluster mail-prod`.
    ///   - purpose: What it is needed for, where that is not plain, as it follows "in order ": `to prove …`.
    /// - Returns: A denial that names the namespace, where there is one.
    public func denial(in cluster: String, purpose: String? = nil) -> Denial {
        Denial(permission: permission, place: place(in: cluster), purpose: purpose, right: self)
    }
}

/// An EKS Pod Identity association in a list (ListPodIdentityAssociations); it beats IRSA for its service account.
public struct PodIdentityAssociation: Hashable, Sendable {
    /// The association's id.
    public var id: String
    /// The association's ARN.
    public var arn: String
    /// The namespace.
    public var namespace: String
    /// The service account.
    public var serviceAccount: String
}

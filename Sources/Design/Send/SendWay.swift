/// The way a test message goes.
public enum SendWay: String, Hashable, Sendable, CaseIterable {
    /// Token, role, SES: the way of the pods, from the operator's computer.
    case chain
    /// The SES account's own credentials, without IRSA and the sending policy.
    case owner
    /// A program in a pod of the service account: the guide's own way, inside the cluster.
    case pod
}

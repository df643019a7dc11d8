/// A way that a test message goes, for which somebody needs rights.
public enum PermissionWay: String, Hashable, Sendable, CaseIterable {
    /// From here, the way of the pod.
    case chain
    /// From here, as the owner of the identity.
    case owner
    /// From a pod that is there, by running a program in it.
    case pod
    /// From Jobs that are made for it.
    case job
}

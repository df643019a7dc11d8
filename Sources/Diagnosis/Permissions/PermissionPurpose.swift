/// What somebody wants to do, for which they need permissions.
public enum PermissionPurpose: String, Hashable, Sendable, CaseIterable {
    /// `plan` and `apply`, both accounts and the cluster.
    case setup
    /// `doctor` and everything else that only looks.
    case doctor
    /// `send`: through the chain, and as the identity's owner.
    case send
    /// `apply --restart` of certain workloads.
    case restart

    /// The name of what is made for it: of Sids and of roles in the cluster.
    var name: String {
        switch self {
        case .setup: "Setup"
        case .doctor: "Doctor"
        case .send: "Send"
        case .restart: "Restart"
        }
    }
}

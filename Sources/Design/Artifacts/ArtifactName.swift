/// The six files of the guide; the raw value is the file's name.
public enum ArtifactName: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    case permissionsPolicy = "iam-policy.json"
    case trustPolicy = "trust-policy.json"
    case serviceAccount = "service-account.yaml"
    case sendingPolicy = "ses-sending-policy.json"
    case deployment = "deployment.yaml"
    case sendCommand = "send-email.sh"

    /// The file's name.
    public var description: String { rawValue }
}

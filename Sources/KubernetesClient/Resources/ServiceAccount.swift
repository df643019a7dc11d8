public import Wire

/// A service account: whom pods run as.
public struct ServiceAccount: KubernetesObject {
    /// Service accounts.
    public static let resource = ResourceKind.serviceAccount
    /// Its name, labels and so on.
    public let metadata: ObjectMetadata
    /// The object as it came.
    public let json: JSONValue

    /// Reads an object; nil when it has no name.
    public init?(_ json: JSONValue) {
        guard let metadata = ObjectMetadata(json) else { return nil }
        self.metadata = metadata
        self.json = json
    }

    /// The role that its pods assume (annotation `eks.amazonaws.com/role-arn`), as written.
    public var roleARN: String? { metadata.annotations["eks.amazonaws.com/role-arn"] }

    /// The audience of its projected tokens (annotation `eks.amazonaws.com/audience`); nil means `sts.amazonaws.com`.
    public var audience: String? { metadata.annotations["eks.amazonaws.com/audience"] }
}

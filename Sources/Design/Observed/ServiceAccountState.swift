public import Calls
public import Wire

/// A service account as EKS's webhook reads it.
public struct ServiceAccountState: AnswerView, Hashable {
    /// The annotations' names that the webhook reads.
    public enum Annotation: String, CaseIterable, Sendable {
        case role = "eks.amazonaws.com/role-arn"
        case audience = "eks.amazonaws.com/audience"
        case regionalEndpoints = "eks.amazonaws.com/sts-regional-endpoints"
        case tokenExpiration = "eks.amazonaws.com/token-expiration"
    }

    /// The object.
    public let object: ObjectState
    /// What the role annotation says, which need not be an ARN; nil without one.
    public let roleARN: String?
    /// For whom the pods' tokens are, where an annotation says so; EKS's own is `sts.amazonaws.com`.
    public let audience: String?
    /// What `sts-regional-endpoints` says: `true`, `false` or anything else; nil without it.
    public let regionalEndpoints: String?
    /// What `token-expiration` says, in seconds; nil without it, and where it is no number.
    public let tokenExpiration: Int?
    /// What its pods do with the token of the Kubernetes API where they do not say themselves; nil mounts it.
    public let mountsToken: Bool?
    /// The secrets that hold tokens which do not end, from before Kubernetes 1.24.
    public let tokenSecrets: [String]

    /// Name and namespace.
    public var name: String { object.name }
    /// The namespace.
    public var namespace: String { object.namespace }

    /// Who owns the role annotation by the managed fields; several, or none where nobody says.
    ///
    /// Their times are of their last write to the object, whatever it was.
    public var roleWriters: [ObjectWriter] {
        object.writers.filter { $0.annotations.contains(Annotation.role.rawValue) }
    }

    /// Reads a service account.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        self.init(try ObjectState(answer, of: call))
    }

    /// A service account of a list.
    public init(_ object: ObjectState) {
        self.object = object
        let annotations = object.annotations
        roleARN = annotations[Annotation.role.rawValue]
        audience = annotations[Annotation.audience.rawValue]
        regionalEndpoints = annotations[Annotation.regionalEndpoints.rawValue]
        tokenExpiration = annotations[Annotation.tokenExpiration.rawValue].flatMap { Int($0) }
        mountsToken = object.object["automountServiceAccountToken"]?.bool
        tokenSecrets = (object.object["secrets"]?.array ?? []).compactMap { $0["name"]?.string }
    }
}

/// Service accounts of a namespace, or of all.
public struct ServiceAccountList: AnswerView, Hashable {
    /// The service accounts in the server's order.
    public let accounts: [ServiceAccountState]

    /// Reads a list.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        accounts = try ObjectList(answer, of: call).objects.map(ServiceAccountState.init)
    }
}

public import Calls
public import Identifiers
public import Wire

/// Which associations of Pod Identity there are (`eks:ListPodIdentityAssociations`).
public struct PodIdentityAssociations: AnswerView, Hashable {
    /// One line of the list; its role is told by ``PodIdentityState``.
    public struct Entry: Hashable, Sendable {
        /// The id, `a-…`.
        public let id: String
        /// The namespace.
        public let namespace: String
        /// The service account.
        public let serviceAccount: String
    }

    /// The associations in EKS's order.
    public let entries: [Entry]

    /// Reads `eks:ListPodIdentityAssociations`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        entries = (answer["associations"]?.array ?? []).map {
            Entry(
                id: $0["associationId"]?.string ?? "", namespace: $0["namespace"]?.string ?? "",
                serviceAccount: $0["serviceAccount"]?.string ?? "")
        }
    }

    /// The association of a service account, which beats the annotation; nil for none.
    public func entry(_ namespace: String, _ serviceAccount: String) -> Entry? {
        entries.first { $0.namespace == namespace && $0.serviceAccount == serviceAccount }
    }
}

/// An association of Pod Identity (`eks:DescribePodIdentityAssociation`).
public struct PodIdentityState: AnswerView, Hashable {
    /// The id, `a-…`.
    public let id: String
    /// The namespace.
    public let namespace: String
    /// The service account.
    public let serviceAccount: String
    /// The role that its pods get.
    public let role: ARN
    /// The role that is assumed from there, of another account as a rule; nil for none.
    public let targetRole: ARN?
    /// A further limit on what the pods may do, JSON text; nil for none.
    public let policy: String?
    /// When it was made: pods made before it do not have it.
    public let created: Timestamp?
    /// When it was changed last.
    public let modified: Timestamp?

    /// Reads `eks:DescribePodIdentityAssociation`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        let association = answer["association"]
        id = association?["associationId"]?.string ?? call["associationId"] ?? ""
        namespace = association?["namespace"]?.string ?? ""
        serviceAccount = association?["serviceAccount"]?.string ?? ""
        do throws(IdentifierError) {
            role = try ARN(association?["roleArn"]?.string ?? "")
            targetRole = try association?["targetRoleArn"]?.string.map { text throws(IdentifierError) in try ARN(text) }
        } catch {
            throw ViewProblem(error.reason)
        }
        policy = association?["policy"]?.string
        created = Timestamp.optional(association?["createdAt"])
        modified = Timestamp.optional(association?["modifiedAt"])
    }
}

/// An add-on of a cluster (`eks:DescribeAddon`).
public struct AddonState: AnswerView, Hashable {
    /// `ACTIVE`, `DEGRADED`, `CREATE_FAILED` or another word of EKS.
    public let status: String
    /// The version.
    public let version: String
    /// What EKS finds wrong with it.
    public let issues: [ClusterIssue]

    /// Reads `eks:DescribeAddon`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        let addon = answer["addon"]
        status = try ViewProblem.text(addon, "status")
        version = addon?["addonVersion"]?.string ?? ""
        issues = ClusterIssue.list(addon?["health"])
    }
}

public import Calls
public import Wire

/// Whom the access entries of a cluster let in (`eks:ListAccessEntries`).
public struct AccessEntries: AnswerView, Hashable {
    /// The ARNs as EKS keeps them; a principal that is gone may stand there as its unique id.
    public let principals: [String]

    /// Reads `eks:ListAccessEntries`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        principals = answer["accessEntries"]?.texts ?? []
    }
}

/// As whom a cluster lets a principal in (`eks:DescribeAccessEntry`).
public struct AccessEntryState: AnswerView, Hashable {
    /// The principal's ARN.
    public let principal: String
    /// The name in the cluster.
    public let username: String
    /// The groups in the cluster.
    public let groups: [String]
    /// `STANDARD`, `EC2_LINUX`, `FARGATE_LINUX` and so on.
    public let type: String
    /// When it was made.
    public let created: Timestamp?

    /// Reads `eks:DescribeAccessEntry`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        let entry = answer["accessEntry"]
        principal = try ViewProblem.text(entry, "principalArn")
        username = entry?["username"]?.string ?? ""
        groups = entry?["kubernetesGroups"]?.texts ?? []
        type = entry?["type"]?.string ?? ""
        created = Timestamp.optional(entry?["createdAt"])
    }
}

/// Who the cluster says that the caller is (SelfSubjectReview).
public struct ClusterCallerState: AnswerView, Hashable {
    /// The name in the cluster; for callers of EKS as a rule the ARN of the session.
    public let username: String
    /// The groups.
    public let groups: [String]
    /// The AWS principal behind it, as EKS tells; nil for callers that are none.
    public let arn: String?

    /// Reads a SelfSubjectReview.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        let user = answer["status"]?["userInfo"]
        username = try ViewProblem.text(user, "username")
        groups = user?["groups"]?.texts ?? []
        arn = user?["extra"]?["canonicalArn"]?.texts.first ?? user?["extra"]?["arn"]?.texts.first
    }
}

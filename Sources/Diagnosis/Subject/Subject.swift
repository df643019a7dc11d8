public import Design
public import Identifiers

/// What is diagnosed: as much as is known of a service account, its role, and the mail that it wants to send.
///
/// It may be partial. Without a sender and an SES account the links up to the role are judged, for whatever AWS service
/// the role is meant. For a setup that sesame knows the answers say what is wanted; for what others made they say what
/// was found, so that only what contradicts itself is wrong.
public struct Subject: Hashable, Sendable {
    /// What is known, field by field; a field that nobody told and nothing showed is missing.
    public var answers: Answers { didSet { design = try? DelegateSending(answers) } }
    /// The whole design; nil while something that it needs is not known.
    public private(set) var design: DelegateSending?
    /// The pod that the diagnosis began with; nil for none.
    public var pod: String?
    /// The name of the partition, where an ARN told it and no region does: `aws-us-gov`.
    public var partitionID: String?

    /// A subject.
    public init(_ answers: Answers, pod: String? = nil) {
        self.answers = answers
        design = try? DelegateSending(answers)
        self.pod = pod
    }

    /// The token of the pods, as the account that owns the role has to know it; nil while a part is not known.
    public var token: PodToken? {
        guard let issuer = answers.oidcProvider, let account = answers.eksAccount, let namespace = answers.namespace,
            let serviceAccount = answers.serviceAccount
        else { return nil }
        return PodToken(
            partition: partition, account: account, issuer: issuer, namespace: namespace,
            serviceAccount: serviceAccount)
    }

    /// The role that the pods are meant to take; nil while nobody knows which.
    public var role: RoleARN? {
        if let design { return try? RoleARN(design.roleARN) }
        guard let account = answers.eksAccount, let name = answers[.role].flatMap({ try? RoleName($0) }) else {
            return nil
        }
        let path = answers[.rolePath].flatMap { try? RolePath($0) } ?? .root
        return RoleARN(partition: partition.id, account: account, path: path, name: name)
    }

    /// The partition of the accounts.
    public var partition: Partition {
        (answers.eksRegion ?? answers.sesRegion).map { Partition(of: $0) } ?? partitionID.flatMap { Partition(id: $0) }
            ?? .aws
    }

    /// The service account in words: `default/ses-sender`.
    public var pods: String {
        guard let namespace = answers.namespace, let serviceAccount = answers.serviceAccount else {
            return "the service account"
        }
        return "\(namespace.text)/\(serviceAccount.text)"
    }

    /// What it is called in a report: `default/ses-sender in mail-prod`, or the role's name where that is all.
    public var words: String {
        guard let namespace = answers.namespace, let serviceAccount = answers.serviceAccount else {
            return role.map { "role \($0.name.text)" } ?? "nothing that is known"
        }
        let name = "\(namespace.text)/\(serviceAccount.text)"
        return answers.eksCluster.map { "\(name) in \($0.text)" } ?? name
    }
}

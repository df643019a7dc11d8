public import Identifiers

/// A question that sesame asks of the world; each is asked at most once per run.
public enum Question: Hashable, Sendable {
    /// Who the caller is (`sts:GetCallerIdentity`, or a SelfSubjectReview on the cluster).
    case caller(Side)
    /// One cluster (`eks:DescribeCluster`).
    case cluster(name: ClusterName)
    /// The names of the clusters in the EKS account's region (`eks:ListClusters`).
    case clusters
    /// A provider (`iam:GetOpenIDConnectProvider`).
    case provider(ARN)
    /// A role (`iam:GetRole`).
    case role(RoleName)
    /// The managed policies attached to a role (`iam:ListAttachedRolePolicies`).
    case attachedPolicies(RoleName)
    /// A managed policy with its default version's document (`iam:GetPolicy`, `iam:GetPolicyVersion`).
    case policy(ARN)
    /// SES as the account sees it (`ses:GetAccount`), in the SES region.
    case sendingAccount(Side)
    /// An identity with its policies (`ses:GetEmailIdentity`), in the SES region.
    case identity(Side, SESIdentity)
    /// The identities of an account (`ses:ListEmailIdentities`), in the SES region.
    case identities(Side)
    /// A namespace (`get namespaces`).
    case namespace(Namespace)
    /// The names of all namespaces (`list namespaces`).
    case namespaces
    /// A service account (`get serviceaccounts`).
    case serviceAccount(Namespace, ServiceAccountName)
    /// The service accounts of a namespace (`list serviceaccounts`).
    case serviceAccounts(Namespace)
    /// A deployment (`get deployments`).
    case deployment(Namespace, String)

    /// The side that is asked.
    public var side: Side {
        switch self {
        case .caller(let side), .sendingAccount(let side), .identity(let side, _), .identities(let side): side
        case .cluster, .clusters, .provider, .role, .attachedPolicies, .policy: .eks
        case .namespace, .namespaces, .serviceAccount, .serviceAccounts, .deployment: .kubernetes
        }
    }

    /// The permission that answering needs: an IAM action, or a Kubernetes verb and resource.
    ///
    /// `GetCallerIdentity` needs none; the text is the operation's action all the same.
    public var permission: String {
        switch self {
        case .caller where right == nil: "sts:GetCallerIdentity"
        case .cluster: "eks:DescribeCluster"
        case .clusters: "eks:ListClusters"
        case .provider: "iam:GetOpenIDConnectProvider"
        case .role: "iam:GetRole"
        case .attachedPolicies: "iam:ListAttachedRolePolicies"
        case .policy: "iam:GetPolicy"
        case .sendingAccount: "ses:GetAccount"
        case .identity: "ses:GetEmailIdentity"
        case .identities: "ses:ListEmailIdentities"
        case .caller, .namespace, .namespaces, .serviceAccount, .serviceAccounts, .deployment:
            right?.permission ?? ""
        }
    }

    /// The right that answering needs in the cluster; nil for questions that AWS answers.
    public var right: KubernetesRight? {
        switch self {
        case .caller(.kubernetes):
            KubernetesRight(verb: "create", group: "authentication.k8s.io", resource: "selfsubjectreviews")
        case .namespace(let name): KubernetesRight(verb: "get", resource: "namespaces", name: name.text)
        case .namespaces: KubernetesRight(verb: "list", resource: "namespaces")
        case .serviceAccount(let namespace, let name):
            KubernetesRight(verb: "get", resource: "serviceaccounts", namespace: namespace.text, name: name.text)
        case .serviceAccounts(let namespace):
            KubernetesRight(verb: "list", resource: "serviceaccounts", namespace: namespace.text)
        case .deployment(let namespace, let name):
            KubernetesRight(
                verb: "get", group: "apps", resource: "deployments", namespace: namespace.text, name: name)
        case .caller, .cluster, .clusters, .provider, .role, .attachedPolicies, .policy, .sendingAccount, .identity,
            .identities:
            nil
        }
    }
}

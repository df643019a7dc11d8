public import Identifiers
public import Wire

/// Whose credentials a side is asked with (`sts:GetCallerIdentity`).
public struct CallerState: Hashable, Sendable {
    /// The account of the credentials.
    public var account: AccountID
    /// The caller's ARN.
    public var arn: ARN
    /// The unique ID, for example `AROA…:session`.
    public var userID: String

    /// A caller.
    public init(account: AccountID, arn: ARN, userID: String) {
        self.account = account
        self.arn = arn
        self.userID = userID
    }
}

/// A cluster as EKS describes it (`eks:DescribeCluster`).
public struct ClusterState: Hashable, Sendable {
    /// The cluster's ARN, which names account and region.
    public var arn: ARN
    /// The state: `ACTIVE`, `CREATING`, `UPDATING`, `FAILED` or another word of EKS.
    public var status: String
    /// The Kubernetes version, for example `1.33`.
    public var version: String
    /// The URL of the API server; empty while the cluster is being made.
    public var endpoint: String
    /// The certificate authority's certificates as PEM text; empty while the cluster is being made.
    public var certificateAuthority: String
    /// The issuer; nil for connected clusters and while the cluster is being made.
    public var issuer: IssuerURL?

    /// A cluster.
    public init(
        arn: ARN, status: String, version: String, endpoint: String, certificateAuthority: String, issuer: IssuerURL?
    ) {
        self.arn = arn
        self.status = status
        self.version = version
        self.endpoint = endpoint
        self.certificateAuthority = certificateAuthority
        self.issuer = issuer
    }
}

/// A provider in IAM (`iam:GetOpenIDConnectProvider`).
public struct ProviderState: Hashable, Sendable {
    /// The audiences that it accepts.
    public var clientIDs: [String]
    /// Its tags.
    public var tags: [Tag]

    /// A provider.
    public init(clientIDs: [String], tags: [Tag]) {
        self.clientIDs = clientIDs
        self.tags = tags
    }
}

/// A role (`iam:GetRole`).
public struct RoleState: Hashable, Sendable {
    /// The ARN, path included.
    public var arn: ARN
    /// The unique ID, `AROA…`.
    public var roleID: String
    /// The trust policy as AWS keeps it, percent-decoded JSON.
    public var trustPolicy: String
    /// The permissions boundary's ARN, where there is one.
    public var boundary: ARN?
    /// Its tags.
    public var tags: [Tag]

    /// A role.
    public init(arn: ARN, roleID: String, trustPolicy: String, boundary: ARN?, tags: [Tag]) {
        self.arn = arn
        self.roleID = roleID
        self.trustPolicy = trustPolicy
        self.boundary = boundary
        self.tags = tags
    }
}

/// A managed policy with its default version (`iam:GetPolicy`, `iam:GetPolicyVersion`).
public struct PolicyState: Hashable, Sendable {
    /// The default version's ID, for example `v1`.
    public var defaultVersion: String
    /// The default version's document, percent-decoded JSON.
    public var document: String
    /// Its tags.
    public var tags: [Tag]

    /// A managed policy.
    public init(defaultVersion: String, document: String, tags: [Tag]) {
        self.defaultVersion = defaultVersion
        self.document = document
        self.tags = tags
    }
}

/// SES of one account in one region (`ses:GetAccount`).
public struct SendingAccountState: Hashable, Sendable {
    /// Whether the account is out of the sandbox.
    public var productionAccess: Bool
    /// Whether sending is switched on.
    public var sendingEnabled: Bool
    /// `HEALTHY`, `PROBATION` or `SHUTDOWN`.
    public var enforcement: String
    /// Messages per 24 hours that the account may send.
    public var dailyQuota: Double
    /// Messages sent in the last 24 hours.
    public var sentToday: Double
    /// Messages per second.
    public var ratePerSecond: Double

    /// SES of one account.
    public init(
        productionAccess: Bool, sendingEnabled: Bool = true, enforcement: String = "HEALTHY", dailyQuota: Double = 200,
        sentToday: Double = 0, ratePerSecond: Double = 1
    ) {
        self.productionAccess = productionAccess
        self.sendingEnabled = sendingEnabled
        self.enforcement = enforcement
        self.dailyQuota = dailyQuota
        self.sentToday = sentToday
        self.ratePerSecond = ratePerSecond
    }
}

/// An identity of one account (`ses:GetEmailIdentity`).
public struct IdentityState: Hashable, Sendable {
    /// Whether SES sends from it (and, in the sandbox, to it).
    public var isVerified: Bool
    /// `PENDING`, `SUCCESS`, `FAILED`, `TEMPORARY_FAILURE` or `NOT_STARTED`.
    public var status: String
    /// The sending policies by name, as JSON text.
    public var policies: [String: String]
    /// The default configuration set, where there is one.
    public var configurationSet: String?
    /// The DKIM tokens of a domain, three of them.
    public var dkimTokens: [String]
    /// Its tags.
    public var tags: [Tag]

    /// An identity.
    public init(
        isVerified: Bool, status: String, policies: [String: String] = [:], configurationSet: String? = nil,
        dkimTokens: [String] = [], tags: [Tag] = []
    ) {
        self.isVerified = isVerified
        self.status = status
        self.policies = policies
        self.configurationSet = configurationSet
        self.dkimTokens = dkimTokens
        self.tags = tags
    }
}

/// One line of the list of identities (`ses:ListEmailIdentities`).
public struct ListedIdentity: Hashable, Sendable {
    /// The address or domain.
    public var name: String
    /// Whether SES sends from it.
    public var isVerified: Bool

    /// An identity in a list.
    public init(name: String, isVerified: Bool) {
        self.name = name
        self.isVerified = isVerified
    }
}

/// An object of the cluster, as the API server returned it.
public struct ObjectState: Hashable, Sendable {
    /// The whole object.
    public var object: JSONValue

    /// An object.
    public init(object: JSONValue) {
        self.object = object
    }

    /// The labels.
    public var labels: [String: String] { strings(object["metadata"]?["labels"]) }
    /// The annotations.
    public var annotations: [String: String] { strings(object["metadata"]?["annotations"]) }
    /// The object's name.
    public var name: String { object["metadata"]?["name"]?.string ?? "" }

    private func strings(_ value: JSONValue?) -> [String: String] {
        guard let members = value?.object else { return [:] }
        var result: [String: String] = [:]
        for key in members.keys { result[key] = members[key]?.string }
        return result
    }
}

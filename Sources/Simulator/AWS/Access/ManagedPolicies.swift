import IAMPolicy
import Wire

/// The managed policies of AWS itself that a world knows; they are the same in every account.
///
/// Their documents hold what concerns a world's services, and S3, which roles of others are for. Those that support staff
/// have are as of 2026-09 (AWS's managed policy reference): `SecurityAudit` v91, `ViewOnlyAccess` v46, `SupportUser` v11.
enum AWSManagedPolicies {
    /// A managed policy by ARN, whose partition it has, nil where a world does not know it.
    static func policy(_ arn: String) -> ManagedPolicy? {
        let parts = arn.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].hasPrefix("iam::aws:policy/"), ["aws", "aws-us-gov"].contains(parts[1]),
            var policy = all.first(where: { $0.arn.hasSuffix(":" + parts[2]) })
        else { return nil }
        policy.arn = arn
        return policy
    }

    /// A managed policy by name.
    static func named(_ name: String) -> ManagedPolicy? { all.first { $0.name == name } }

    /// The service control policy that organisations begin with.
    static let fullAccess = try? StoredPolicy(
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#, kind: .serviceControl
    )

    /// All of them, by name.
    static let all: [ManagedPolicy] = [
        make("AdministratorAccess", "ANPAIWMBCKSKIEE64ZLYK", #"{"Effect":"Allow","Action":"*","Resource":"*"}"#),
        make("AmazonSESFullAccess", "ANPAJ2P4NXCHAT7NDPNR4", #"{"Effect":"Allow","Action":"ses:*","Resource":"*"}"#),
        make(
            "AmazonS3ReadOnlyAccess", "ANPAIZTJ4DXE7G6AGAE6M",
            #"{"Effect":"Allow","Action":["s3:Get*","s3:List*","s3:Describe*"],"Resource":"*"}"#),
        make("AmazonS3FullAccess", "ANPAIFIR6V6BVTRAHWINE", #"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#),
        make(
            "AmazonSESReadOnlyAccess", "ANPAINV2XPFRMWJJNSCGI",
            #"{"Effect":"Allow","Action":["ses:Get*","ses:List*"],"Resource":"*"}"#),
        make("IAMFullAccess", "ANPAI7XKCFMBPM3QQRRVQ", #"{"Effect":"Allow","Action":"iam:*","Resource":"*"}"#),
        make(
            "IAMReadOnlyAccess", "ANPAJKSO7NDY4T57MWDSQ",
            #"{"Effect":"Allow","Action":["iam:Get*","iam:List*","iam:Simulate*"],"Resource":"*"}"#),
        make("AWSDenyAll", "ANPAQ3Q5D6QY4W7B2LJPL", #"{"Sid":"DenyAll","Effect":"Deny","Action":"*","Resource":"*"}"#),
        make(
            "PowerUserAccess", "ANPAJYRXTHIB4FOVS3ZXS",
            #"{"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"}"#,
            #"{"Effect":"Allow","Action":["iam:ListRoles","organizations:DescribeOrganization"],"Resource":"*"}"#),
        make(
            "SecurityAudit", "ANPAIX2T3QCXHR2OGGCTO",
            allow([
                "cloudtrail:DescribeTrails", "cloudtrail:GetEventSelectors", "cloudtrail:GetTrail",
                "cloudtrail:GetTrailStatus", "cloudtrail:ListTrails", "cloudtrail:LookupEvents",
                "eks:DescribeAccessEntry", "eks:DescribeCluster", "eks:DescribeFargateProfile",
                "eks:DescribeNodeGroup", "eks:ListAccessEntries", "eks:ListAssociatedAccessPolicies",
                "eks:ListClusters", "eks:ListFargateProfiles", "eks:ListNodeGroups", "iam:GenerateCredentialReport",
                "iam:Get*", "iam:List*", "iam:SimulateCustomPolicy", "iam:SimulatePrincipalPolicy",
                "organizations:Describe*", "organizations:List*", "ses:Describe*", "ses:GetAccount",
                "ses:GetAccountSendingEnabled", "ses:GetConfigurationSet",
                "ses:GetConfigurationSetEventDestinations", "ses:GetEmailIdentity", "ses:GetIdentityDkimAttributes",
                "ses:GetIdentityPolicies", "ses:GetIdentityVerificationAttributes", "ses:ListConfigurationSets",
                "ses:ListIdentities", "ses:ListIdentityPolicies",
            ])),
        make(
            "ViewOnlyAccess", path: "/job-function/", "ANPAID22R6XPJATWOFDK6",
            allow([
                "cloudtrail:DescribeTrails", "cloudtrail:ListTrails", "cloudtrail:LookupEvents",
                "eks:DescribeAccessEntry", "eks:DescribeAddon", "eks:DescribeCluster", "eks:DescribeFargateProfile",
                "eks:DescribeIdentityProviderConfig", "eks:DescribeNodegroup", "eks:DescribePodIdentityAssociation",
                "eks:ListAccessEntries", "eks:ListAccessPolicies", "eks:ListAddons",
                "eks:ListAssociatedAccessPolicies", "eks:ListClusters", "eks:ListFargateProfiles",
                "eks:ListIdentityProviderConfigs", "eks:ListNodegroups", "eks:ListPodIdentityAssociations",
                "iam:GetAccountSummary", "iam:GetLoginProfile", "iam:List*", "organizations:List*", "ses:List*",
            ])),
        make(
            "SupportUser", path: "/job-function/", "ANPAI3V4GSSN5SJY3P2RO",
            allow([
                "support:*", "cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus", "cloudtrail:LookupEvents",
                "iam:GenerateCredentialReport", "iam:Get*", "iam:List*", "ses:Get*", "ses:List*",
            ])),
    ].compactMap(\.self)

    private static func allow(_ actions: [String]) -> String {
        #"{"Effect":"Allow","Action":\#(JSONValue(actions).serialized(.compact)),"Resource":"*"}"#
    }

    private static func make(
        _ name: String, path: String = "/", _ id: String, _ statements: String...
    ) -> ManagedPolicy? {
        let text = #"{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}"#
        guard let policy = try? StoredPolicy(text, kind: .identity),
            let made = Timestamp(iso8601: "2015-02-06T18:39:46Z")
        else { return nil }
        return ManagedPolicy(
            name: name, path: path, id: id, arn: "arn:aws:iam::aws:policy" + path + name, created: made, updated: made,
            versions: [ManagedPolicy.Version(id: "v1", policy: policy, created: made)], defaultVersionID: "v1")
    }
}

extension IAMState {
    /// A managed policy of the account or of AWS.
    func managedPolicy(_ arn: String) -> ManagedPolicy? {
        policies[arn] ?? AWSManagedPolicies.policy(arn)
    }

    /// The documents of managed policies that count, under their names.
    private func documents(attached arns: [String]) -> [NamedPolicy] {
        arns.compactMap { arn in
            guard let policy = managedPolicy(arn), let version = policy.defaultVersion else { return nil }
            return NamedPolicy(policy.name, version.policy.document)
        }
    }

    /// The caller's own policies and its boundary.
    func policies(of caller: Caller) -> PolicySet {
        let (inline, attached, boundary): ([String: StoredPolicy], [String], String?)
        switch caller.kind {
        case .user(let name, _):
            guard let user = users[name] else { return PolicySet() }
            (inline, attached, boundary) = (user.inlinePolicies, user.attachedPolicies, user.boundary)
        case .role(let name, let id, _):
            guard let role = roles[name], role.id == id else { return PolicySet() }
            (inline, attached, boundary) = (role.inlinePolicies, role.attachedPolicies, role.boundary)
        }
        let own = inline.sorted { $0.key < $1.key }.map { NamedPolicy($0.key, $0.value.document) }
        return PolicySet(
            identity: documents(attached: attached) + own, boundary: documents(attached: boundary.map { [$0] } ?? []))
    }
}

public import Identifiers
import Wire

/// The calls to AWS that more than one place makes.
extension Call {
    /// Who a side's caller is.
    public static func getCallerIdentity(_ side: Side) -> Call { Call(.getCallerIdentity, side) }

    /// Reads a role.
    public static func getRole(_ name: String, _ side: Side = .eks) -> Call { text(.getRole, side, "RoleName", name) }

    /// Reads the managed policies attached to a role.
    public static func listAttachedRolePolicies(_ role: String) -> Call {
        text(.listAttachedRolePolicies, .eks, "RoleName", role)
    }

    /// Reads the names of the inline policies of a role.
    public static func listRolePolicies(_ role: String) -> Call { text(.listRolePolicies, .eks, "RoleName", role) }

    /// Reads an inline policy of a role.
    public static func getRolePolicy(_ role: String, _ name: String) -> Call {
        Call(
            .getRolePolicy, .eks, JSONObject([("RoleName", .string(role)), ("PolicyName", .string(name))]))
    }

    /// Reads a managed policy.
    public static func getPolicy(_ arn: ARN) -> Call { text(.getPolicy, .eks, "PolicyArn", arn.text) }

    /// Reads a version of a managed policy.
    public static func getPolicyVersion(_ arn: ARN, _ version: String) -> Call {
        Call(
            .getPolicyVersion, .eks,
            JSONObject([("PolicyArn", .string(arn.text)), ("VersionId", .string(version))]))
    }

    /// Reads the versions of a managed policy.
    public static func listPolicyVersions(_ arn: ARN) -> Call { text(.listPolicyVersions, .eks, "PolicyArn", arn.text) }

    /// Reads an OIDC provider.
    public static func getOpenIDConnectProvider(_ arn: ARN) -> Call {
        text(.getOpenIDConnectProvider, .eks, "OpenIDConnectProviderArn", arn.text)
    }

    /// Reads the names of the clusters of a region.
    public static func listClusters(in region: Region?) -> Call { Call(.listClusters, .eks, in: region) }

    /// Reads a cluster.
    public static func describeCluster(_ name: ClusterName, in region: Region?) -> Call {
        Call(.describeCluster, .eks, in: region, JSONObject([("name", .string(name.text))]))
    }

    /// Reads SES as an account sees it.
    public static func getAccount(_ side: Side, in region: Region?) -> Call { Call(.getAccount, side, in: region) }

    /// Reads an identity.
    public static func getEmailIdentity(_ name: String, _ side: Side, in region: Region?) -> Call {
        Call(.getEmailIdentity, side, in: region, JSONObject([("EmailIdentity", .string(name))]))
    }

    /// Reads the identities of an account.
    public static func listEmailIdentities(_ side: Side, in region: Region?) -> Call {
        Call(.listEmailIdentities, side, in: region)
    }

    private static func text(_ operation: Operation, _ side: Side, _ name: String, _ value: String) -> Call {
        Call(operation, side, JSONObject([(name, .string(value))]))
    }
}

import Wire

/// IAM, API of 2010-05-08. Codes that matter: NoSuchEntity, EntityAlreadyExists, LimitExceeded,
/// MalformedPolicyDocument, DeleteConflict, ConcurrentModification.
extension Operation {
    static let iam = providers + roles + policies + [getAccountAuthorizationDetails]

    // MARK: Providers

    /// Audiences and tags of an OIDC provider.
    public static let getOpenIDConnectProvider = Operation(
        .iam, "GetOpenIDConnectProvider", input: [.must("OpenIDConnectProviderArn")],
        keeps: .structure([
            .may("Url"), .may("ClientIDList", .list(.text)), .may("ThumbprintList", .list(.text)),
            .may("CreateDate", .time), .may("Tags", .tags),
        ]), on: .provider)

    /// The ARNs of all OIDC providers of the account; it comes in one piece.
    public static let listOpenIDConnectProviders = Operation(
        .iam, "ListOpenIDConnectProviders",
        keeps: .structure([.may("OpenIDConnectProviderList", .list(.structure([.must("Arn")])))]))

    /// Makes an OIDC provider; without thumbprints AWS checks the issuer against its own authorities.
    public static let createOpenIDConnectProvider = Operation(
        .iam, "CreateOpenIDConnectProvider", .write,
        input: [
            .must("Url", isTakenAsIs: true), .may("ClientIDList", .list(.text)), .may("ThumbprintList", .list(.text)),
            .may("Tags", .tags),
        ],
        keeps: .structure([.must("OpenIDConnectProviderArn"), .may("Tags", .tags)]),
        actions: [
            Action("iam:CreateOpenIDConnectProvider"), Action("iam:TagOpenIDConnectProvider", with: "Tags"),
        ], on: "arn:{partition}:iam::{account}:oidc-provider/{Url}")

    /// Accepts another audience; doing it twice does no harm.
    public static let addClientIDToOpenIDConnectProvider = Operation(
        .iam, "AddClientIDToOpenIDConnectProvider", .write,
        input: [.must("OpenIDConnectProviderArn"), .must("ClientID")], on: .provider)

    private static let providers = [
        getOpenIDConnectProvider, listOpenIDConnectProviders, createOpenIDConnectProvider,
        addClientIDToOpenIDConnectProvider,
    ]

    // MARK: Roles

    /// A role with its trust policy.
    public static let getRole = Operation(
        .iam, "GetRole", input: [.must("RoleName")], keeps: .structure([.must("Role", role)]), on: .role)

    /// Makes a role.
    public static let createRole = Operation(
        .iam, "CreateRole", .write,
        input: [
            .must("RoleName"), .may("Path"), .must("AssumeRolePolicyDocument", .document(.pretty)),
            .may("Description"), .may("MaxSessionDuration", .integer), .may("PermissionsBoundary"),
            .may("Tags", .tags),
        ],
        keeps: .structure([.must("Role", role)]),
        actions: [Action("iam:CreateRole"), Action("iam:TagRole", with: "Tags")], on: .role, misses: .trustedPrincipal,
        implies: { call, answer in
            guard let name = call["RoleName"] else { return [] }
            return [(.getRole(name, call.side), answer)]
        })

    /// Replaces a role's trust policy.
    public static let updateAssumeRolePolicy = Operation(
        .iam, "UpdateAssumeRolePolicy", .write,
        input: [.must("RoleName"), .must("PolicyDocument", .document(.pretty))], on: .role, misses: .role)

    /// Sets the policy that limits what a role may do, whatever its other policies say.
    public static let putRolePermissionsBoundary = Operation(
        .iam, "PutRolePermissionsBoundary", .write, input: [.must("RoleName"), .must("PermissionsBoundary")], on: .role,
        misses: .role)

    /// Deletes a role; its policies must be detached first.
    public static let deleteRole = Operation(
        .iam, "DeleteRole", .write, input: [.must("RoleName")], on: .role, removes: true)

    /// The names of a role's inline policies.
    public static let listRolePolicies = Operation(
        .iam, "ListRolePolicies", input: [.must("RoleName")],
        keeps: .structure([.may("PolicyNames", .list(.text))]), on: .role, pages: .marker(list: "PolicyNames"))

    /// An inline policy of a role.
    public static let getRolePolicy = Operation(
        .iam, "GetRolePolicy", input: [.must("RoleName"), .must("PolicyName")],
        keeps: .structure([.may("RoleName"), .may("PolicyName"), .must("PolicyDocument", .document(.pretty))]),
        on: .role)

    /// The managed policies attached to a role.
    public static let listAttachedRolePolicies = Operation(
        .iam, "ListAttachedRolePolicies", input: [.must("RoleName")],
        keeps: .structure([
            .may("AttachedPolicies", .list(.structure([.may("PolicyName"), .may("PolicyArn")])))
        ]), on: .role, pages: .marker(list: "AttachedPolicies"))

    /// Attaches a managed policy to a role; doing it twice does no harm.
    public static let attachRolePolicy = Operation(
        .iam, "AttachRolePolicy", .write, input: [.must("RoleName"), .must("PolicyArn")], on: .role,
        limits: ["iam:PolicyARN": .policy], misses: .role)

    /// Detaches a managed policy from a role.
    public static let detachRolePolicy = Operation(
        .iam, "DetachRolePolicy", .write, input: [.must("RoleName"), .must("PolicyArn")], on: .role,
        limits: ["iam:PolicyARN": .policy], removes: true)

    static let role = Shape.structure(roleMembers)

    static let roleMembers: [Shape.Member] = [
        .may("Path"), .must("RoleName"), .must("RoleId"), .must("Arn"), .may("CreateDate", .time),
        .may("AssumeRolePolicyDocument", .document(.pretty)), .may("Description"),
        .may("MaxSessionDuration", .integer),
        .may("PermissionsBoundary", .structure([.may("PermissionsBoundaryType"), .may("PermissionsBoundaryArn")])),
        .may("Tags", .tags), .may("RoleLastUsed", .structure([.may("LastUsedDate", .time), .may("Region")])),
    ]

    private static let roles = [
        getRole, createRole, updateAssumeRolePolicy, putRolePermissionsBoundary, deleteRole, listRolePolicies,
        getRolePolicy, listAttachedRolePolicies, attachRolePolicy, detachRolePolicy,
    ]

    // MARK: Managed policies

    /// A managed policy without its document.
    public static let getPolicy = Operation(
        .iam, "GetPolicy", input: [.must("PolicyArn")], keeps: .structure([.must("Policy", policy)]), on: .policy)

    /// A version of a managed policy with its document.
    public static let getPolicyVersion = Operation(
        .iam, "GetPolicyVersion", input: [.must("PolicyArn"), .must("VersionId")],
        keeps: .structure([.must("PolicyVersion", version)]), on: .policy)

    /// All versions of a managed policy, without documents.
    public static let listPolicyVersions = Operation(
        .iam, "ListPolicyVersions", input: [.must("PolicyArn")],
        keeps: .structure([.may("Versions", .list(version))]), on: .policy, pages: .marker(list: "Versions"))

    /// Makes a managed policy.
    public static let createPolicy = Operation(
        .iam, "CreatePolicy", .write,
        input: [
            .must("PolicyName"), .may("Path"), .must("PolicyDocument", .document(.pretty)), .may("Description"),
            .may("Tags", .tags),
        ],
        keeps: .structure([.must("Policy", policy)]),
        actions: [Action("iam:CreatePolicy"), Action("iam:TagPolicy", with: "Tags")],
        on: "arn:{partition}:iam::{account}:policy/{PolicyName}")

    /// Adds a version to a managed policy, which holds five; the sixth is refused with LimitExceeded.
    public static let createPolicyVersion = Operation(
        .iam, "CreatePolicyVersion", .writeEachTime,
        input: [.must("PolicyArn"), .must("PolicyDocument", .document(.pretty)), .may("SetAsDefault", .bool)],
        keeps: .structure([.must("PolicyVersion", version)]), on: .policy)

    /// Deletes a version that is not the default.
    public static let deletePolicyVersion = Operation(
        .iam, "DeletePolicyVersion", .write, input: [.must("PolicyArn"), .must("VersionId")], on: .policy, removes: true
    )

    /// Deletes a managed policy that is attached nowhere and has one version.
    public static let deletePolicy = Operation(
        .iam, "DeletePolicy", .write, input: [.must("PolicyArn")], on: .policy, removes: true)

    /// Asks IAM's own simulator what a principal may do.
    public static let simulatePrincipalPolicy = Operation(
        .iam, "SimulatePrincipalPolicy",
        input: [
            .must("PolicySourceArn"), .must("ActionNames", .list(.text)), .may("ResourceArns", .list(.text)),
            .may(
                "ContextEntries",
                .list(
                    .structure([
                        .may("ContextKeyName"), .may("ContextKeyValues", .list(.text)), .may("ContextKeyType"),
                    ]))),
        ],
        keeps: .structure([
            .may(
                "EvaluationResults",
                .list(
                    .structure([
                        .must("EvalActionName"), .may("EvalResourceName"), .must("EvalDecision"),
                        .may("MatchedStatements", .list(.structure([.may("SourcePolicyId")]))),
                        .may("MissingContextValues", .list(.text)),
                        .may("OrganizationsDecisionDetail", .structure([.may("AllowedByOrganizations", .bool)])),
                        .may(
                            "PermissionsBoundaryDecisionDetail",
                            .structure([.may("AllowedByPermissionsBoundary", .bool)])),
                    ])))
        ]), on: "{PolicySourceArn}", pages: .marker(list: "EvaluationResults"))

    private static let policy = Shape.structure(policyMembers)

    static let policyMembers: [Shape.Member] = [
        .must("PolicyName"), .must("PolicyId"), .must("Arn"), .may("Path"), .must("DefaultVersionId"),
        .may("AttachmentCount", .integer), .may("Description"), .may("CreateDate", .time), .may("UpdateDate", .time),
        .may("Tags", .tags),
    ]

    static let version = Shape.structure([
        .may("Document", .document(.pretty)), .must("VersionId"), .may("IsDefaultVersion", .bool),
        .may("CreateDate", .time),
    ])

    private static let policies = [
        getPolicy, getPolicyVersion, listPolicyVersions, createPolicy, createPolicyVersion, deletePolicyVersion,
        deletePolicy, simulatePrincipalPolicy,
    ]
}

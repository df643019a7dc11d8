import Calls
import Identifiers

// Names that nobody usually changes, and tags.
extension FieldCatalogue {
    static let role = Field(
        id: .role, kind: .text, label: "Role name",
        what: "The role that the pods borrow. It is made in the EKS account.",
        command: "aws iam get-role --role-name NAME",
        console: "AWS console: IAM, Roles",
        example: "ses-sender-role",
        ifWrong: "A role of that name that others made is left alone; the plan shows a conflict.",
        isRequired: false, expected: "1 to 64 letters, digits and + = , . @ _ -", side: .eks,
        rule: .identifier(RoleName.self))

    static let rolePath = Field(
        id: .rolePath, kind: .text, label: "Role path",
        what: "The folder of the role in IAM, where the organisation demands one.",
        command: "aws iam list-roles --query \"Roles[].Path\"",
        console: "",
        example: "/",
        ifWrong: "The role's ARN differs from the one in the annotation; STS refuses.",
        isRequired: false, expected: "/ alone, or words between slashes such as /team/mail/", side: .eks,
        rule: .identifier(RolePath.self))

    static let permissionsBoundary = Field(
        id: .permissionsBoundary, kind: .text, label: "Boundary",
        what: "The policy that limits what any role may do, where the organisation demands one. Often empty.",
        command: "aws iam list-roles --query \"Roles[].PermissionsBoundary\"",
        console: "AWS console: IAM, Roles, NAME, Permissions boundary",
        example: "arn:aws:iam::111122223333:policy/boundary",
        ifWrong: "IAM refuses to make the role, or SES refuses the message.",
        isRequired: false, expected: "empty, or arn:aws:iam::<account ID>:policy/<name>", side: .eks,
        rule: .boundary)

    static let permissionsPolicy = Field(
        id: .permissionsPolicy, kind: .text, label: "Policy name",
        what: "The name of the permissions policy: what the role may do. This is door 1.",
        command: "aws iam list-policies --scope Local",
        console: "AWS console: IAM, Policies",
        example: "ses-sender-policy",
        ifWrong: "A policy of that name that others made is left alone; the plan shows a conflict.",
        isRequired: false, expected: "1 to 128 letters, digits and + = , . @ _ -", side: .eks,
        rule: .identifier(PolicyName.self))

    static let sendingPolicy = Field(
        id: .sendingPolicy, kind: .text, label: "Sending policy",
        what: "The name of the sending policy on the identity: who may send as it. This is door 2.",
        command: "aws ses list-identity-policies --identity IDENTITY --region REGION",
        console: "AWS console: SES, Identities, IDENTITY, Authorization",
        example: "ses-sender",
        ifWrong: "A sending policy of that name that others made is left alone; the plan shows a conflict.",
        isRequired: false, expected: "1 to 64 letters, digits, - and _", side: .ses,
        rule: .identifier(SendingPolicyName.self))

    static let tags = Field(
        id: .tags, kind: .map, label: "Tags",
        what: "Tags that the organisation wants on everything in AWS, besides sesame's own two.",
        command: "",
        console: "",
        example: "cost-center: mail",
        ifWrong: "A tag policy of the organisation may refuse to make the role.",
        isRequired: false, expected: "names with values, each value text in quotes", side: .eks,
        rule: .tags)
}

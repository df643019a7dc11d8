import IAMPolicy
import Wire

/// The setup that most tests stand on: a role in 111122223333 sends as an identity of 444455556666.
enum Fixtures {
    static let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"
    static let provider = "arn:aws:iam::111122223333:oidc-provider/" + issuer
    static let role = "arn:aws:iam::111122223333:role/ses-sender-role"
    static let session = "arn:aws:sts::111122223333:assumed-role/ses-sender-role/pod-1"
    static let identity = "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"
    static let domain = "arn:aws:ses:eu-west-1:444455556666:identity/example.com"

    /// Reads statements given as JSON members, without the braces around each.
    static func policy(
        _ statements: String..., kind: PolicyKind, version: String = "2012-10-17"
    ) throws -> PolicyDocument {
        let list = statements.map { "    {\($0)}" }.joined(separator: ",\n")
        return try PolicyDocument.read(
            "{\n  \"Version\": \"\(version)\",\n  \"Statement\": [\n\(list)\n  ]\n}", kind: kind)
    }

    /// What the role needs in its own account.
    static func permissions(_ more: String = "") throws -> PolicyDocument {
        try policy(
            #""Effect": "Allow", "Action": ["ses:SendEmail", "ses:SendRawEmail"], "Resource": "\#(identity)"\#(more)"#,
            kind: .identity)
    }

    /// What the identity's owner grants.
    static func sending(principal: String = #"{"AWS": "\#(role)"}"#, _ more: String = "") throws -> PolicyDocument {
        try policy(
            #""Effect": "Allow", "Principal": \#(principal), "Action": ["ses:SendEmail", "ses:SendRawEmail"], "Resource": "\#(identity)"\#(more)"#,
            kind: .sending)
    }

    /// The guide's trust policy.
    static func trust(
        namespace: String = "default", account: String = "ses-sender", audience: String = "sts.amazonaws.com"
    ) throws -> PolicyDocument {
        try policy(
            #"""
            "Effect": "Allow", "Principal": {"Federated": "\#(provider)"}, "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"StringEquals": {"\#(issuer):sub": "system:serviceaccount:\#(namespace):\#(account)", "\#(issuer):aud": "\#(audience)"}}
            """#, kind: .trust)
    }

    /// The role's session asks to send.
    static func send(_ action: String = "ses:SendEmail", _ context: RequestContext = [:]) -> PolicyRequest {
        PolicyRequest(principal: session, action: action, resource: identity, context: context)
    }

    /// A service account's token asks for the role.
    static func assume(subject: String = "system:serviceaccount:default:ses-sender") -> PolicyRequest {
        PolicyRequest(
            principal: provider, action: "sts:AssumeRoleWithWebIdentity", resource: role,
            context: [issuer + ":sub": .one(subject), issuer + ":aud": "sts.amazonaws.com"])
    }

    /// Both doors open.
    static func bothDoors() throws -> PolicySet {
        PolicySet(
            identity: [NamedPolicy("ses-sender-policy", try permissions())],
            resource: [NamedPolicy("ses-sender", try sending())])
    }
}

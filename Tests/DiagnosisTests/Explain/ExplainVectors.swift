import Testing

/// One error of each kind that the catalogue recognises, as AWS or a cluster words it, with example accounts.
struct ExplainVector: CustomTestStringConvertible, Sendable {
    /// The entry that it is, and the first cause that is named.
    let entry: String
    let first: String
    /// Who was asked, what for.
    let service: String
    let operation: String
    /// The error code and the sentence.
    let code: String
    let message: String
    let status: Int

    init(
        _ entry: String, first: String? = nil, _ service: String, _ operation: String, _ code: String,
        _ message: String, status: Int = 400
    ) {
        self.entry = entry
        self.first = first ?? entry
        self.service = service
        self.operation = operation
        self.code = code
        self.message = message
        self.status = status
    }

    var testDescription: String { "\(entry) \(operation)" }

    static let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"
    static let role = "arn:aws:sts::111122223333:assumed-role/ses-sender-role/botocore-session-1700000000"
    private static let identity = "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"

    private static func refused(_ resource: String, action: String = "ses:SendEmail", by caller: String = role)
        -> String
    {
        "User `\(caller)' is not authorized to perform `\(action)' on resource `\(resource)'"
    }

    private static func refusedByIAM(_ action: String, _ resource: String, _ reason: String = "") -> String {
        "User: \(role) is not authorized to perform: \(action) on resource: \(resource)\(reason)"
    }

    /// Errors of AWS's services.
    static let aws: [ExplainVector] = sts + sends + others

    private static let sts = [
        ExplainVector(
            "OIDC-CHINA", "sts", "AssumeRoleWithWebIdentity", "InvalidIdentityToken",
            "No OpenIDConnect provider found in your account for https://oidc.eks.cn-north-1.amazonaws.com.cn/id/AB12"),
        ExplainVector(
            "OIDC-PROVIDER-MISSING", "sts", "AssumeRoleWithWebIdentity", "InvalidIdentityToken",
            "No OpenIDConnect provider found in your account for https://\(issuer)"),
        ExplainVector(
            "OIDC-AUDIENCE", "sts", "AssumeRoleWithWebIdentity", "InvalidIdentityToken", "Incorrect token audience"),
        ExplainVector(
            "K8S-TOKEN-LEGACY", "sts", "AssumeRoleWithWebIdentity", "InvalidIdentityToken",
            "Missing a required claim: aud"),
        ExplainVector(
            "OIDC-THUMBPRINT", "sts", "AssumeRoleWithWebIdentity", "InvalidIdentityToken",
            "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint"),
        ExplainVector(
            "OIDC-KEYS", "sts", "AssumeRoleWithWebIdentity", "InvalidIdentityToken",
            "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements"
        ),
        ExplainVector(
            "OIDC-TOKEN-UNTRUSTED", "sts", "AssumeRoleWithWebIdentity", "InvalidIdentityToken",
            "The web identity token provided could not be validated"),
        ExplainVector(
            "STS-TOKEN-EXPIRED", "sts", "AssumeRoleWithWebIdentity", "ExpiredTokenException",
            "Token expired: current date/time 1700000000 must be before the expiration date/time1699990000"),
        ExplainVector(
            "STS-ROLE-ARN", "sts", "AssumeRoleWithWebIdentity", "ValidationError", "Request ARN is invalid"),
        ExplainVector(
            "STS-ISSUER-BUSY", "sts", "AssumeRoleWithWebIdentity", "IDPCommunicationError",
            "An error occurred while communicating with identity provider"),
        ExplainVector(
            "STS-REGION-OFF", "sts", "AssumeRoleWithWebIdentity", "RegionDisabledException",
            "STS is not activated in this region for account:111122223333. Your account administrator can activate STS in this region using the IAM Console.",
            status: 403),
        ExplainVector(
            "TRUST-REFUSED", first: "TRUST-SUBJECT", "sts", "AssumeRoleWithWebIdentity", "AccessDenied",
            "Not authorized to perform sts:AssumeRoleWithWebIdentity", status: 403),
        ExplainVector(
            "STS-SECOND-HOP", "sts", "AssumeRole", "AccessDenied",
            refusedByIAM("sts:AssumeRole", "arn:aws:iam::444455556666:role/ses-role"), status: 403),
    ]

    private static let sends = [
        ExplainVector(
            "STS-NODE-ROLE", "ses", "SendEmail", "AccessDenied",
            refused(identity, by: "arn:aws:sts::111122223333:assumed-role/eks-node-role/i-0a1b2c3d4e5f67890"),
            status: 403),
        ExplainVector(
            "SES-PROBE", "ses", "SendRawEmail", "AccessDenied",
            refused("arn:aws:ses:eu-west-1:111122223333:identity/invalid@invalid", action: "ses:SendRawEmail"),
            status: 403),
        ExplainVector(
            "SES-CONFIGURATION-SET", "sesv2", "SendEmail", "AccessDeniedException",
            refused("arn:aws:ses:eu-west-1:111122223333:configuration-set/main", action: "ses:SendRawEmail"),
            status: 403),
        ExplainVector(
            "IAM-BOUNDARY", "ses", "SendEmail", "AccessDenied",
            refusedByIAM(
                "ses:SendEmail", identity, " because no permissions boundary allows the ses:SendEmail action"),
            status: 403),
        ExplainVector(
            "IAM-GUARD-RAIL", "ses", "SendEmail", "AccessDenied",
            refusedByIAM("ses:SendEmail", identity, " with an explicit deny in a service control policy"), status: 403),
        ExplainVector(
            "IAM-DENY", "ses", "SendEmail", "AccessDenied",
            refusedByIAM("ses:SendEmail", identity, " with an explicit deny in an identity-based policy"), status: 403),
        ExplainVector(
            "SES-REFUSED", first: "SES-DOOR-2", "ses", "SendEmail", "AccessDenied", refused(identity), status: 403),
        ExplainVector(
            "SES-REFUSED", first: "SES-RAW", "sesv2", "SendEmail", "AccessDeniedException",
            refused(identity, action: "ses:SendRawEmail"), status: 403),
        ExplainVector(
            "SES-REFUSED", first: "SES-SOURCE-ARN-DENIED", "ses", "SendEmail", "AccessDenied",
            refused("arn:aws:ses:eu-west-1:111122223333:identity/no-reply@example.com"), status: 403),
        ExplainVector(
            "SES-UNVERIFIED", first: "SES-SENDER-UNVERIFIED", "ses", "SendEmail", "MessageRejected",
            "Email address is not verified. The following identities failed the check in region EU-WEST-1: no-reply@example.com"
        ),
        ExplainVector(
            "SES-QUOTA-DAY", "ses", "SendEmail", "Throttling", "Daily message quota exceeded."),
        ExplainVector(
            "SES-QUOTA-RATE", "ses", "SendEmail", "Throttling", "Maximum sending rate exceeded."),
        ExplainVector(
            "SES-MAIL-FROM", "ses", "SendEmail", "MailFromDomainNotVerifiedException",
            "Mail FROM domain is not verified"),
        ExplainVector(
            "SES-ACCOUNT-PAUSED", "ses", "SendEmail", "AccountSendingPausedException",
            "Email sending is disabled for your AWS account"),
        ExplainVector(
            "SES-ACCOUNT-SUSPENDED", "sesv2", "SendEmail", "AccountSuspendedException",
            "The account is suspended"),
        ExplainVector(
            "SES-SET-PAUSED", "ses", "SendEmail", "ConfigurationSetSendingPausedException",
            "Email sending is disabled for the configuration set main"),
        ExplainVector(
            "SES-SET-MISSING", "ses", "SendEmail", "ConfigurationSetDoesNotExist",
            "Configuration set <main> does not exist."),
        ExplainVector(
            "SES-ADDRESS", "ses", "SendRawEmail", "InvalidParameterValue", "Missing final '@domain'"),
    ]

    private static let others = [
        ExplainVector(
            "SES-REVIEW", "sesv2", "PutAccountDetails", "ConflictException",
            "The account details are already under review"),
        ExplainVector(
            "SES-POLICY-PRINCIPAL", "ses", "PutIdentityPolicy", "InvalidPolicy", "Invalid principal in policy"),
        ExplainVector(
            "SES-POLICY-CONDITION", "ses", "PutIdentityPolicy", "InvalidPolicy",
            "Unknown or unapplicable condition field 'AWS:SourceAccount'."),
        ExplainVector(
            "SES-POLICY-RESOURCE", "ses", "PutIdentityPolicy", "InvalidPolicy",
            "The policy resource does not match the identity"),
        ExplainVector(
            "IAM-PRINCIPAL", "iam", "UpdateAssumeRolePolicy", "MalformedPolicyDocument",
            "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/gone\""),
        ExplainVector(
            "IAM-POLICY-VERSIONS", "iam", "CreatePolicyVersion", "LimitExceeded",
            "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
            status: 409),
        ExplainVector(
            "OIDC-EXISTS", "iam", "CreateOpenIDConnectProvider", "EntityAlreadyExists",
            "Provider with url https://\(issuer) already exists.", status: 409),
        ExplainVector(
            "OIDC-QUOTA", "iam", "CreateOpenIDConnectProvider", "LimitExceeded",
            "Cannot exceed quota for OpenIdConnectProvidersPerAccount: 100", status: 409),
        ExplainVector(
            "CRED-EXPIRED", "iam", "GetRole", "ExpiredToken",
            "The security token included in the request is expired", status: 403),
        ExplainVector(
            "CRED-CLOCK", "iam", "GetRole", "SignatureDoesNotMatch",
            "Signature expired: 20261123T085832Z is now earlier than 20261123T090332Z (20261123T091832Z - 15 min.)",
            status: 403),
        ExplainVector(
            "CRED-UNKNOWN", "sts", "GetCallerIdentity", "InvalidClientTokenId",
            "The security token included in the request is invalid.", status: 403),
        ExplainVector(
            "CRED-SIGNATURE", "iam", "GetRole", "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.",
            status: 403),
        ExplainVector(
            "CRED-CLUSTER", "eks", "DescribeCluster", "ResourceNotFoundException",
            "No cluster found for name: mail-prod.", status: 404),
        ExplainVector(
            "IAM-OPERATOR", "iam", "GetRole", "AccessDenied",
            "User: arn:aws:iam::111122223333:user/ops is not authorized to perform: iam:GetRole on resource: role ses-sender-role",
            status: 403),
    ]

    /// Refusals of a cluster: the code is its reason.
    static let cluster = [
        ExplainVector(
            "K8S-TOKEN-REQUEST", "kubernetes", "create serviceaccounts/token", "Forbidden",
            "serviceaccounts \"ses-sender\" is forbidden: User \"ops\" cannot create resource \"serviceaccounts/token\" in API group \"\" in the namespace \"default\""
        ),
        ExplainVector(
            "K8S-EXEC", "kubernetes", "create pods/exec", "Forbidden",
            "pods \"ses-test-6d9f7c-x2lq7\" is forbidden: User \"ops\" cannot create resource \"pods/exec\" in API group \"\" in the namespace \"default\""
        ),
        ExplainVector(
            "K8S-FORBIDDEN-CLUSTER", "kubernetes", "create namespaces", "Forbidden",
            "namespaces \"mail\" is forbidden: User \"ops\" cannot create resource \"namespaces\" in API group \"\" at the cluster scope"
        ),
        ExplainVector(
            "K8S-FORBIDDEN", "kubernetes", "create serviceaccounts", "Forbidden",
            "serviceaccounts is forbidden: User \"ops\" cannot create resource \"serviceaccounts\" in API group \"\" in the namespace \"mail\""
        ),
        ExplainVector(
            "K8S-ADMISSION", "kubernetes", "create pods", "Forbidden",
            "pods \"ses-test\" is forbidden: exceeded quota: small, requested: pods=1, used: pods=4, limited: pods=4"),
        ExplainVector(
            "K8S-SERVICE-ACCOUNT-MISSING", "kubernetes", "get serviceaccounts", "NotFound",
            "serviceaccounts \"ses-sender\" not found"),
        ExplainVector(
            "K8S-WEBHOOK", "kubernetes", "get mutatingwebhookconfigurations", "NotFound",
            "mutatingwebhookconfigurations.admissionregistration.k8s.io \"pod-identity-webhook\" not found"),
    ]

    /// What libraries, tools and nodes say by themselves.
    static let programs: [(entry: String, text: String)] = [
        ("SES-NO-REGION", "Could not connect to the endpoint URL: \"https://email.ap-east-2.amazonaws.com/\""),
        (
            "K8S-TOKEN-OLD",
            "access denied: input token was not properly formatted: X-Amz-Date parameter is expired (15 minute expiration) 2026-05-06 01:09:00 +0000 UTC"
        ),
        (
            "K8S-SERVICE-ACCOUNT",
            "Error creating: pods \"ses-test-\" is forbidden: error looking up service account default/ses-sender: serviceaccount \"ses-sender\" not found"
        ),
        ("K8S-IMAGE", "Failed to pull image: toomanyrequests: You have reached your pull rate limit."),
        ("K8S-IMAGE", "Warning  Failed  3m  kubelet  Error: ImagePullBackOff"),
        ("K8S-BACKEND", "Error from server: error dialing backend: remote error: tls: internal error"),
        ("K8S-PRIVATE", "Unable to connect to the server: dial tcp 10.0.3.17:443: i/o timeout"),
        (
            "K8S-PRIVATE",
            "Get \"https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com/api?timeout=32s\": dial tcp 10.0.3.17:443: i/o timeout"
        ),
        (
            "K8S-TOKEN-FILE",
            "WebIdentityErr: unable to read file at /var/run/secrets/eks.amazonaws.com/serviceaccount/token"
        ),
        (
            "K8S-STS-ROUTE",
            "RequestError: send request failed caused by: Post \"https://sts.amazonaws.com/\": dial tcp 54.239.29.25:443: i/o timeout"
        ),
        ("K8S-STS-ROUTE", "Connect timeout on endpoint URL: \"https://sts.eu-west-1.amazonaws.com/\""),
        ("K8S-NO-CLI", "OCI runtime exec failed: exec: \"aws\": executable file not found in $PATH: unknown"),
        ("K8S-NO-NODE", "0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available"),
        ("K8S-CRASH", "Warning  BackOff  2m  kubelet  Back-off restarting failed container ses-test in pod x"),
        ("K8S-SDK", "NoCredentialProviders: no valid providers in chain. Deprecated."),
        ("K8S-SDK", "botocore.exceptions.NoCredentialsError: Unable to locate credentials"),
        ("K8S-SDK", "CredentialsProviderError: Could not load credentials from any providers"),
        (
            "K8S-SDK",
            "software.amazon.awssdk.core.exception.SdkClientException: Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(…)"
        ),
        ("K8S-SDK", "Aws::Errors::MissingCredentialsError (unable to sign request without credentials set)"),
        ("K8S-METADATA", "EC2MetadataError: failed to make EC2Metadata request, status code: 401, request id:"),
        ("OIDC-DNS", "** server can't find oidc.eks.eu-west-1.amazonaws.com: NXDOMAIN"),
        ("K8S-ACCESS-ENTRY", "error: You must be logged in to the server (Unauthorized)"),
        ("CRED-SSO", "Error when retrieving token from sso: Token has expired and refresh failed"),
        (
            "CRED-LOGIN",
            "Your session has expired or credentials have changed. Please reauthenticate using 'aws login'."
        ),
        (
            "K8S-FORBIDDEN",
            "Error: INSTALLATION FAILED: serviceaccounts is forbidden: User \"ops\" cannot create resource \"serviceaccounts\" in API group \"\" in the namespace \"mail\""
        ),
        (
            "SES-UNVERIFIED",
            "554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: no-reply@example.com"
        ),
    ]
}

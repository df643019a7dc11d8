/// An AWS API that this client speaks.
///
/// SES has two: `ses` is the query API of 2010 (SendEmail with a source ARN, identity policies by upsert), `sesv2` the
/// REST API of 2019. Both share one state, one host name and one signing name.
public enum AWSService: String, Hashable, Sendable, CaseIterable {
    /// Security Token Service, query protocol.
    case sts
    /// Identity and Access Management, query protocol, one endpoint per partition.
    case iam
    /// Simple Email Service, API of 2010, query protocol.
    case ses
    /// Simple Email Service, API of 2019, REST-JSON.
    case sesv2
    /// Elastic Kubernetes Service, REST-JSON.
    case eks
    /// CloudTrail's event history, JSON 1.1.
    case cloudtrail
    /// Organizations, JSON 1.1, one endpoint per partition.
    case organizations
    /// IAM Identity Center portal (GetRoleCredentials), REST-JSON, bearer token.
    case sso
    /// IAM Identity Center OIDC (CreateToken), REST-JSON, unsigned.
    case ssoOIDC = "sso-oidc"
    /// AWS sign-in (refresh of an `aws login` session), REST-JSON, unsigned.
    case signin

    /// The name people know, as in `STS GetCallerIdentity`.
    public var displayName: String {
        switch self {
        case .sts: "STS"
        case .iam: "IAM"
        case .ses: "SES"
        case .sesv2: "SES v2"
        case .eks: "EKS"
        case .cloudtrail: "CloudTrail"
        case .organizations: "Organizations"
        case .sso: "SSO"
        case .ssoOIDC: "SSO OIDC"
        case .signin: "Signin"
        }
    }

    /// The service's name in a Signature Version 4 credential scope.
    public var signingName: String {
        switch self {
        case .ses, .sesv2: "ses"
        case .sso: "awsssoportal"
        case .ssoOIDC: "sso-oauth"
        default: rawValue
        }
    }

    /// The API version that query requests carry; empty for REST services.
    public var apiVersion: String {
        switch self {
        case .sts: "2011-06-15"
        case .iam: "2010-05-08"
        case .ses: "2010-12-01"
        default: ""
        }
    }

    /// The suffix of `AWS_ENDPOINT_URL_…` for this service; lower-cased it is the key in a `services` section.
    public var overrideName: String {
        switch self {
        case .sts: "STS"
        case .iam: "IAM"
        case .ses: "SES"
        case .sesv2: "SESV2"
        case .eks: "EKS"
        case .cloudtrail: "CLOUDTRAIL"
        case .organizations: "ORGANIZATIONS"
        case .sso: "SSO"
        case .ssoOIDC: "SSO_OIDC"
        case .signin: "SIGNIN"
        }
    }
}

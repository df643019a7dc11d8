/// Who answers calls: an API of AWS, or the cluster's API server.
///
/// The raw value is the service's name in the AWS CLI; `kubernetes` stands for the API server, `local` for this computer.
public enum Service: String, Hashable, Sendable, CaseIterable {
    /// Security Token Service.
    case sts
    /// Identity and Access Management.
    case iam
    /// Simple Email Service, API of 2010.
    case ses
    /// Simple Email Service, API of 2019.
    case sesv2
    /// Elastic Kubernetes Service.
    case eks
    /// CloudTrail's event history.
    case cloudtrail
    /// Organizations.
    case organizations
    /// The API server of the cluster.
    case kubernetes
    /// This computer: what is no request, such as where credentials come from.
    case local

    /// Whether the answer depends on the region that SES is used in.
    public var isSES: Bool {
        switch self {
        case .ses, .sesv2: true
        case .sts, .iam, .eks, .cloudtrail, .organizations, .kubernetes, .local: false
        }
    }
}

/// A service of the AWS face, each with its own protocol.
enum AWSService: String, Sendable, CaseIterable {
    case sts
    case iam
    /// SES in its first version: query protocol.
    case ses
    /// SES in its second version: REST and JSON, same host and signing name as the first.
    case sesv2
    case eks
    case cloudtrail
    case organizations

    /// How a service speaks.
    enum Dialect: Sendable {
        /// Forms in, XML out.
        case query(version: String, namespace: String)
        /// REST with JSON.
        case restJSON
        /// Everything posted to `/`, the operation in X-Amz-Target.
        case json11
    }

    /// The service's protocol.
    var dialect: Dialect {
        switch self {
        case .sts: .query(version: "2011-06-15", namespace: "https://sts.amazonaws.com/doc/2011-06-15/")
        case .iam: .query(version: "2010-05-08", namespace: "https://iam.amazonaws.com/doc/2010-05-08/")
        case .ses: .query(version: "2010-12-01", namespace: "http://ses.amazonaws.com/doc/2010-12-01/")
        case .sesv2, .eks: .restJSON
        case .cloudtrail, .organizations: .json11
        }
    }

    /// The name in a credential scope.
    var signingName: String { self == .sesv2 ? "ses" : rawValue }

    /// The name in CloudTrail's events.
    var eventSource: String { signingName + ".amazonaws.com" }

    /// Whether errors have the names of JSON services.
    var speaksJSON: Bool {
        if case .query = dialect { false } else { true }
    }
}

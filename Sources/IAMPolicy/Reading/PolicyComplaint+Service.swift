extension PolicyComplaint {
    /// What IAM answers for it, as the message of MalformedPolicyDocument (for size: LimitExceeded).
    public var serviceMessage: String {
        switch self {
        case .effect where phase == .legacy: "The policy failed legacy parsing"
        case .notJSON, .duplicateKey, .wrongType, .unknownElement, .unknownVersion, .noStatement, .conflicting,
            .unknownOperator, .effect, .missing("Effect"):
            "Syntax errors in policy."
        case .oldVersion: "Policy document must be version 2012-10-17 or greater."
        case .date, .resource(_, .parts): "The policy failed legacy parsing"
        case .duplicateSid: "Statement IDs (SID) in a single policy must be unique."
        case .missing("Principal"), .empty("Principal"): "Missing required field Principal"
        case .missing(let element), .empty(let element):
            "Policy statement must contain \(element.hasSuffix("Action") ? "actions" : "resources")."
        case .prohibited("Resource", _), .prohibited("NotResource", _): "Has prohibited field Resource"
        case .prohibited: "Policy document should not specify a principal."
        case .action(_, .noService):
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
        case .action(_, .colons): "Actions/Condition can contain only one colon."
        case .action(_, .service(let service)): "Vendor \(service) is not valid"
        case .action(_, .notSTS): "AssumeRole policy may only specify STS AssumeRole actions."
        case .resource(let text, let problem): Self.serviceMessage(resource: text, problem)
        case .principal(let type, let text): "Invalid principal in policy: \"\(type)\":\"\(text)\""
        case .tooLarge(_, let limit, let kind):
            "Cannot exceed quota for \(kind == .trust ? "ACLSizePerRole" : "PolicySize"): \(limit)"
        }
    }

    private static func serviceMessage(resource: String, _ problem: ResourceProblem) -> String {
        switch problem {
        case .notARN: "Resource \(resource) must be in ARN format or \"*\"."
        case .partition(let partition):
            "Partition \"\(partition)\" is not valid for resource \"\(ResourceGrammar.completed(resource))\"."
        case .service: "Resource vendor must be fully qualified and cannot contain regexes."
        case .region("iam"): "IAM resource \(resource) cannot contain region information."
        case .region: "Resource \(resource) can not contain region information."
        case .iamPath:
            "IAM resource path must either be \"*\" or start with "
                + ResourceGrammar.iamPaths.joined(separator: ", ") + "."
        case .parts: "The policy failed legacy parsing"
        }
    }
}

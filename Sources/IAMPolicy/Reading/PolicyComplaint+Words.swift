import Wire

extension PolicyComplaint {
    /// What is wrong, in a sentence with what was found and what is expected.
    public var sentence: String {
        switch self {
        case .notJSON(let reason): "This is not JSON: \(reason)."
        case .duplicateKey(let key, let first):
            "The key \"\(key)\" stands here and in line \(first.line); only one of them may."
        case .wrongType(let element, let found, let expected): "\(element) is \(found); \(expected) is expected."
        case .unknownElement(let name, let allowed):
            "\"\(name)\" means nothing here; allowed are \(allowed.joined(separator: ", "))."
        case .unknownVersion(let found): "The Version \"\(found)\" does not exist; 2012-10-17 is the current one."
        case .oldVersion(let found?): "The Version is \(found); IAM takes 2012-10-17 only."
        case .oldVersion(nil): "The Version is missing; IAM takes 2012-10-17 only."
        case .noStatement: "The policy has no statement."
        case .effect(let found): "The Effect is \"\(found)\"; it must be Allow or Deny, written exactly so."
        case .missing(let element): "The statement has no \(element)."
        case .empty(let element): "\(element) is empty; at least one value is expected."
        case .conflicting(let one, let other): "The statement has both \(one) and \(other); only one of them may be."
        case .prohibited(let element, let kind): "A \(kind.words) must not have a \(element)."
        case .duplicateSid(let sid): "The Sid \"\(sid)\" is used twice; each may stand once in a policy."
        case .action(let text, let problem): Self.sentence(action: text, problem)
        case .resource(let text, let problem): Self.sentence(resource: text, problem)
        case .principal(let type, let text): "\"\(text)\" cannot be a principal of type \(type)."
        case .unknownOperator(let found): "The condition operator \"\(found)\" does not exist."
        case .date(let found): "\"\(found)\" is no date; ISO 8601 or seconds since 1970 are expected."
        case .tooLarge(let size, let limit, let kind):
            "The \(kind.words) has \(size) characters as AWS counts them; \(limit) is the limit."
        }
    }

    private static func sentence(action: String, _ problem: ActionProblem) -> String {
        switch problem {
        case .noService: "The action \"\(action)\" names no service; write it like ses:SendEmail."
        case .colons: "The action \"\(action)\" has more than one colon; write it like ses:SendEmail."
        case .service(let service): "\"\(service)\" in the action \"\(action)\" cannot be a service."
        case .notSTS: "The action \"\(action)\" is not one of STS; a trust policy grants nothing else."
        }
    }

    private static func sentence(resource: String, _ problem: ResourceProblem) -> String {
        switch problem {
        case .notARN: "The resource \"\(resource)\" is neither an ARN nor \"*\"."
        case .partition(let partition): "\"\(partition)\" in the resource \"\(resource)\" is no partition of AWS."
        case .service: "The resource \"\(resource)\" must name its service, without wildcards."
        case .region(let service): "The resource \"\(resource)\" names a region; ARNs of \(service) have none."
        case .iamPath: "The resource \"\(resource)\" does not begin with a type of IAM resource, such as role/."
        case .parts: "The resource \"\(resource)\" has too few parts for an ARN."
        }
    }
}

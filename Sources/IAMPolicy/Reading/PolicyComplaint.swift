public import Wire

/// What can be wrong with a policy document.
public enum PolicyComplaint: Hashable, Sendable {
    /// The text is no JSON.
    case notJSON(reason: String)
    /// A key stands twice in one object; which of the two counts, nobody knows.
    case duplicateKey(String, first: SourcePosition)
    /// Something has another JSON type than it must have.
    case wrongType(element: String, found: String, expected: String)
    /// A key that means nothing here.
    case unknownElement(String, allowed: [String])
    /// A `Version` other than the two that exist.
    case unknownVersion(String)
    /// IAM takes only 2012-10-17 for policies it stores by name; nil when there is no `Version`.
    case oldVersion(String?)
    /// No statement at all.
    case noStatement
    /// An `Effect` other than Allow and Deny, which are written exactly so.
    case effect(String)
    /// A statement lacks something.
    case missing(element: String)
    /// A list has nothing in it.
    case empty(element: String)
    /// Two elements that exclude each other.
    case conflicting(String, String)
    /// Something that must not stand in a policy of this kind.
    case prohibited(element: String, kind: PolicyKind)
    /// Two statements have the same Sid.
    case duplicateSid(String)
    /// An action.
    case action(String, ActionProblem)
    /// A resource.
    case resource(String, ResourceProblem)
    /// A principal that cannot be one.
    case principal(type: String, text: String)
    /// A condition operator that does not exist.
    case unknownOperator(String)
    /// A value that is no moment where one is needed.
    case date(String)
    /// More characters than AWS takes.
    case tooLarge(size: Int, limit: Int, kind: PolicyKind)

    /// What can be wrong with an action.
    public enum ActionProblem: Hashable, Sendable {
        /// No service before the colon.
        case noService
        /// More than one colon.
        case colons
        /// A service with impossible characters.
        case service(String)
        /// A trust policy grants other actions than those of STS.
        case notSTS
    }

    /// What can be wrong with a resource.
    public enum ResourceProblem: Hashable, Sendable {
        /// Neither an ARN nor `*`.
        case notARN
        /// An unknown partition.
        case partition(String)
        /// No service, or a wildcard in it.
        case service
        /// A region where the service has none.
        case region(service: String)
        /// An IAM path that begins with none of the resource types.
        case iamPath
        /// Parts that do not add up to an ARN.
        case parts
    }

    /// When IAM looks for the problem: it reports the first kind it comes to, not the first place.
    enum Phase: Int, Comparable {
        case syntax, version, legacy, sids, actions, resourceFormat, actionFormat, resources, kind, size

        static func < (one: Phase, other: Phase) -> Bool { one.rawValue < other.rawValue }
    }

    var phase: Phase {
        switch self {
        case .notJSON, .duplicateKey, .wrongType, .unknownElement, .unknownVersion, .noStatement, .conflicting,
            .unknownOperator:
            .syntax
        case .effect(let text): ["allow", "deny"].contains(text.lowercased()) ? .legacy : .syntax
        case .oldVersion: .version
        case .date, .resource(_, .parts): .legacy
        case .duplicateSid: .sids
        case .missing("Effect"): .syntax
        case .missing(let element), .empty(let element): element.hasSuffix("Action") ? .actions : .resources
        case .resource: .resourceFormat
        case .action(_, .notSTS): .kind
        case .action: .actionFormat
        case .prohibited, .principal: .kind
        case .tooLarge: .size
        }
    }
}

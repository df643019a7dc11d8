public import Wire

/// An operation that sesame knows: everything that is to be known about it stands in this one row.
///
/// Rows of AWS's operations use the names of AWS's own model, so that botocore can check them; the rows stand in
/// `Operations`, a file per service, and ``all`` lists them.
public struct Operation: Sendable {
    /// Who answers.
    public let service: Service
    /// The name as AWS writes it; for a cluster the verb.
    public let name: String
    /// What it does to the world.
    public let effect: Effect
    /// How the request is written.
    public let wire: WireForm
    /// The parameters, in the order in which commands name them.
    public let input: Shape
    /// What is kept of the answer.
    public let keeps: Shape
    /// The actions that the caller must be allowed; empty where none is needed, or where the cluster's rights count.
    public let actions: [Action]
    /// On what these actions are allowed.
    public let target: ResourcePattern
    /// Condition keys that may limit the actions further without refusing the call, with what they have to equal.
    public let limits: [String: ResourcePattern]
    /// How a long answer comes.
    public let pages: Pages
    /// What it may not see yet of what was made a moment ago.
    public let misses: Propagation
    /// Whether it takes something away, so that what is not there is as wanted.
    public let removes: Bool
    /// Whether a later read shows that it was done; a mail leaves nothing to be seen.
    public let isVisible: Bool
    /// What its answer tells of reads that need not be made then.
    public let implies: @Sendable (Call, JSONValue) -> [(Call, JSONValue)]

    /// An IAM action that an operation needs.
    public struct Action: Sendable {
        /// The action, for example `iam:CreateRole`.
        public let name: String
        /// The parameter that makes it needed; nil needs it always.
        public let parameter: String?

        /// An action that is always needed, or only where a parameter is given.
        public init(_ name: String, with parameter: String? = nil) {
            self.name = name
            self.parameter = parameter
        }
    }

    init(
        _ service: Service, _ name: String, _ effect: Effect = .read, _ wire: WireForm = .query,
        input: [Shape.Member] = [], keeps: Shape = .nothing, actions: [Action]? = nil,
        on target: ResourcePattern = "*", limits: [String: ResourcePattern] = [:], pages: Pages = .one,
        misses: Propagation = .nothing, removes: Bool = false, isVisible: Bool = true,
        implies: @escaping @Sendable (Call, JSONValue) -> [(Call, JSONValue)] = { _, _ in [] }
    ) {
        self.service = service
        self.name = name
        self.effect = effect
        self.wire = wire
        self.input = .structure(input)
        self.keeps = keeps
        self.actions = actions ?? [Action("\(service.isSES ? "ses" : service.rawValue):\(name)")]
        self.target = target
        self.limits = limits
        self.pages = pages
        self.misses = misses
        self.removes = removes
        self.isVisible = isVisible
        self.implies = implies
    }

    /// Service and name, for example `iam CreateRole`.
    public var words: String { "\(service.rawValue) \(name)" }

    /// All rows.
    public static let all: [Operation] = sts + iam + ses + eks + cloudTrail + organization + cluster + local

    /// The row of a service's operation; nil when sesame does not know it.
    public static func named(_ name: String, of service: String) -> Operation? {
        all.first { $0.name == name && $0.service.rawValue == service }
    }
}

extension Operation: Hashable {
    /// Whether both are the same row.
    public static func == (left: Operation, right: Operation) -> Bool {
        left.name == right.name && left.service == right.service
    }

    /// Hashes what tells rows apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(service)
        hasher.combine(name)
    }
}

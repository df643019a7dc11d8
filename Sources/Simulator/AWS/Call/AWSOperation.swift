/// One simulated operation: what permission it needs, on what, and what it does.
struct AWSOperation: Sendable {
    /// Reads from the call which resources the permission is needed on; `*` where the action knows no resources.
    typealias Resources = @Sendable (AWSCall, WorldState) throws(AWSFault) -> [String]
    /// Does the work; changes to the state are kept even when it throws, so checks come first.
    typealias Work = @Sendable (AWSCall, inout WorldState) throws(AWSFault) -> AWSAnswer

    /// The operation's name.
    let name: String
    /// The IAM action, nil where no permission is needed or the work itself decides.
    let action: String?
    /// On what the permission is needed.
    let resources: Resources
    /// The action that is needed as well where the call sets tags on what it makes, nil where that needs none.
    let tagAction: String?
    /// Whether it only reads.
    let readOnly: Bool
    /// Whether CloudTrail's look-up shows it.
    let isLogged: Bool
    /// Whether it is a deed in its account: what it did stands in CloudTrail as a write.
    var isDeed: Bool { isLogged && !readOnly }
    /// Method and path template of a REST operation, for example `GET /clusters/{name}`.
    let route: Route?
    /// The work.
    let work: Work

    /// Describes an operation.
    init(
        _ name: String, action: String? = nil, on resources: @escaping Resources = { _, _ in ["*"] },
        tagAction: String? = nil, readOnly: Bool = false, isLogged: Bool = true, route: Route? = nil,
        work: @escaping Work
    ) {
        self.name = name
        self.action = action
        self.resources = resources
        self.tagAction = tagAction
        self.readOnly = readOnly
        self.isLogged = isLogged
        self.route = route
        self.work = work
    }
}

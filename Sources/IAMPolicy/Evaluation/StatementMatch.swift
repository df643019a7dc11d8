extension Statement {
    /// Whether the statement is about the request's action and resource and all its conditions hold.
    ///
    /// The principal is the caller's business: it says how, not only whether.
    func covers(_ request: PolicyRequest) -> Bool {
        guard action.covers(lowered: request.actionBytes) else { return false }
        if let resource, !resource.covers(bytes: request.resourceBytes, in: request.context) { return false }
        return conditions.hold(in: request.context)
    }
}

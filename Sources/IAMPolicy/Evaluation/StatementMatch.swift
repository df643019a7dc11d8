extension Statement {
    /// Whether the statement is about the request's action and resource and all its conditions hold.
    ///
    /// The principal is the caller's business: it says how, not only whether.
    func covers(_ request: PolicyRequest) -> Truth {
        guard action.covers(lowered: request.actionBytes) else { return .no }
        let isAboutResource = resource?.covers(bytes: request.resourceBytes, in: request.context) ?? .yes
        return isAboutResource && conditions.truth(in: request.context)
    }
}

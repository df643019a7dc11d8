/// Words for an action that a statement is not about.
enum ActionWords {
    static func failure(_ element: ActionElement, _ request: PolicyRequest) -> NearestMiss.Failure {
        let wanted = element.patterns.map(\.text).joined(separator: ", ")
        let sentence =
            element.excludes
            ? "the action is \(request.action), which NotAction leaves out"
            : "the action is \(request.action), the policy wants \(wanted)"
        return NearestMiss.Failure(
            element: .action, key: nil, found: request.action, wanted: wanted, difference: nil, sentence: sentence)
    }
}

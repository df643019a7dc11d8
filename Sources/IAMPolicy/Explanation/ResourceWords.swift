/// Words for a resource that a statement is not about.
enum ResourceWords {
    static func failure(_ element: ResourceElement, _ request: PolicyRequest) -> NearestMiss.Failure {
        let texts = element.patterns.map(\.text)
        let unfilled = element.patterns.lazy.flatMap(\.pattern.variables)
            .first { $0.isUnfilled(in: request.context) }?.name
        let dead = texts.lazy.compactMap(ResourceTokens.deadVariable).first
        let parts = texts.count == 1 ? texts.first.flatMap { ARNDifference.words(request.resource, $0) } : nil
        let difference =
            dead.map { "\($0) stands before the fifth colon, where a variable does not count" }
            ?? unfilled.map(ValueDifference.unfilled) ?? parts
        let wanted = texts.joined(separator: ", ")
        let start =
            element.excludes
            ? "the resource is \(request.resource), which NotResource leaves out"
            : "the resource is \(request.resource), the policy wants \(wanted)"
        return NearestMiss.Failure(
            element: .resource, key: nil, found: request.resource, wanted: wanted, difference: difference,
            sentence: start + (difference.map { ": " + $0 } ?? ""))
    }
}

public import Wire

/// A file of policy cases: read, decided, and reported.
public struct PolicyCases: Hashable, Sendable {
    /// The cases in the order of the file.
    public let cases: [PolicyCase]

    /// Reads a file: an object with `cases`, a list of cases, or one case.
    ///
    /// - Throws: ``PolicyCasesError`` with the line of the first problem.
    public static func read(_ text: String) throws(PolicyCasesError) -> PolicyCases {
        let node: JSONNode
        do {
            node = try JSONNode.parse(text, duplicates: .refused)
        } catch {
            throw PolicyCasesError(position: error.position, name: nil, problem: .notJSON(reason: error.reason))
        }
        var cases: [PolicyCase] = []
        for (index, node) in try nodes(of: node).enumerated() {
            cases.append(try PolicyCaseReader(node, index: index).read())
        }
        return PolicyCases(cases: cases)
    }

    private static func nodes(of node: JSONNode) throws(PolicyCasesError) -> [JSONNode] {
        if case .array(let nodes) = node.content { return nodes }
        guard case .object(let members) = node.content else {
            throw PolicyCasesError(
                position: node.position, name: nil,
                problem: .unexpected(
                    element: "The document", found: node.typeWords, expected: "a case or an object with \"cases\""))
        }
        guard let list = members.value("cases") else { return [node] }
        guard case .array(let nodes) = list.content else {
            throw PolicyCasesError(
                position: list.position, name: nil,
                problem: .unexpected(element: "\"cases\"", found: list.typeWords, expected: "a list of cases"))
        }
        return nodes
    }

    /// Decides every case.
    public func decide() -> [PolicyCaseResult] { cases.map { PolicyCaseResult($0, $0.decide()) } }

    /// The results as the document of `sesame evaluate -o json`, with schema `sesame/evaluate/v1`.
    public static func document(of results: [PolicyCaseResult]) -> JSONValue {
        .members([("schema", "sesame/evaluate/v1"), ("results", .array(results.map(\.json)))])
    }
}

/// One case of `sesame evaluate`: a request, the policies that apply, and perhaps what should come out.
public struct PolicyCase: Hashable, Sendable {
    /// The case's name; its place where it has none.
    public let name: String
    /// The request to decide.
    public let request: PolicyRequest
    /// The policies that apply.
    public let policies: PolicySet
    /// The expected outcome, if the case names one.
    public let expected: Verdict?
    /// The policy types expected to be to blame, if the case names them.
    public let blame: [Blame]?
    /// Why the expectation should not fail a build, if the case says so.
    public let unsure: String?

    /// Decides the case.
    public func decide() -> Decision { Evaluator.decide(request, policies) }
}

import Calls
import Design
import Identifiers

extension Check {
    /// The role is there, under the ARN that the pods ask for.
    static let roleExists = Check(
        "role-exists", .role, "the role, by name and path",
        codes: ["STS-ROLE-MISSING", "STS-ROLE-PATH"],
        applies: { $0.role != nil },
        reads: { context in context.subject.role.map { [Read.role($0.name).call] } ?? [] },
        right: { context in context.subject.role?.name.text ?? "" },
        findings: { context in
            guard let wanted = context.subject.role, let role = context.role else { return [] }
            if case .absent = role {
                return [
                    context.finding("STS-ROLE-MISSING") {
                        $0.found = "\(wanted.text) is no role"
                        $0.brief = "\(wanted.name.text) does not exist"
                    }
                ]
            }
            guard let found = role.value, found.arn != wanted.arn else { return [] }
            return [
                context.finding("STS-ROLE-PATH") {
                    $0.found = found.arn.text
                    $0.expected = wanted.text
                    $0.brief = "has another path than the pods ask for"
                }
            ]
        })
}

import Calls
import Design
import IAMPolicy
import Identifiers

extension Check {
    /// What should be changed about the role itself: L18.
    static let roleRisks = Check(
        risks: "role-risks", .role, "the role beside best practice",
        reads: { context in context.design.map { [Read.role($0.roleName).call] } ?? [] })
}

extension LintedDocument {
    /// What is known of the role beside its policies.
    static func role(_ design: DelegateSending, _ observations: Observations) -> [LintedDocument] {
        let duration = observations.role(design.roleName)?.value?.maxSessionDuration
        return [
            LintedDocument(
                account: design.eksAccount.text, call: "iam GetRole", field: "MaxSessionDuration",
                place: "role \(design.roleName.text)",
                lints: duration.map { Lints.role(maxSessionDuration: $0) } ?? [])
        ]
    }
}

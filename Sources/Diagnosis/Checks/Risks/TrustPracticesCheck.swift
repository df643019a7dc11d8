import Calls
import Design
import IAMPolicy
import Identifiers

extension Check {
    /// What works in the trust policy and should be changed: L01 to L10.
    static let trustPractices = Check(
        risks: "trust-practices", .trust, "the trust policy beside best practice",
        reads: { context in context.design.map { [Read.role($0.roleName).call] } ?? [] })
}

extension LintedDocument {
    /// The role's trust policy.
    static func trust(_ design: DelegateSending, _ observations: Observations) -> [LintedDocument] {
        let place = "role \(design.roleName.text), trust policy"
        let observed = observations.role(design.roleName)?.map(\.trustPolicy)
        return [
            document(
                observed, account: design.eksAccount.text, call: "iam GetRole", field: "AssumeRolePolicyDocument",
                place: place, kind: .trust
            ) { Lints.trust($0, facts: TrustFacts(roleAccount: design.eksAccount.text)) }
        ]
    }
}

import Calls
import Design
import IAMPolicy
import Identifiers

extension Check {
    /// What works at door 2 and should be changed: L20 to L28.
    static let sendingRisks = Check(
        risks: "sending-risks", .sendingPolicy, "the sending policies beside best practice",
        // Of a closed door these say what is wrong with it, which the door itself tells.
        without: [.deadPrincipal, .roleMissing, .foreignResource],
        where: { context in
            guard let design = context.design,
                let identity = context.seen.identity(.ses, design.identity, in: design.sesRegion)?.value
            else { return false }
            return !SecondDoor(design, identity, context.role?.value).verdict.isYes
        },
        reads: { context in
            guard let design = context.design else { return [] }
            var calls = [
                Read.identity(.ses, design.identity, in: design.sesRegion).call, Read.role(design.roleName).call,
            ]
            // An address's policies may hide those of its domain.
            if let domain = LintedDocument.domain(of: design) {
                calls.append(Read.identity(.ses, domain, in: design.sesRegion).call)
            }
            return calls
        })
}

extension LintedDocument {
    /// The sender's domain where the identity is the address, because its policies may be hidden.
    static func domain(of design: DelegateSending) -> SESIdentity? {
        design.isDomainIdentity ? nil : .domain(design.sender.domain)
    }

    /// The sending policies of the identity, each by itself.
    static func sending(
        _ design: DelegateSending, _ observations: Observations, domain: SESIdentity?
    ) -> [LintedDocument] {
        let observed = observations.identity(.ses, design.identity, in: design.sesRegion)
        guard let identity = observed?.value, let policies = names(of: identity) else {
            return [all(design, problem: cannotTell(observed) ?? .absent)]
        }
        let facts = facts(design, observations, domain)
        let linted = policies.map { name in
            document(
                .value(identity.policies[name] ?? ""), account: design.sesAccount.text, call: sendingCall,
                field: "Policies.\(name)", place: "\(place(design)), sending policy \(name)", kind: .sending
            ) { Lints.sending($0, facts: facts) }
        }
        return withoutRepeatedRoleMissing(linted, named: policies, own: design.sendingPolicyName.text)
    }

    /// The sending policies of an identity as a whole, beside those of its domain.
    static func sendingSet(
        _ design: DelegateSending, _ observations: Observations, domain: SESIdentity?
    ) -> [LintedDocument] {
        let observed = observations.identity(.ses, design.identity, in: design.sesRegion)
        guard let identity = observed?.value, let names = names(of: identity) else {
            return [all(design, problem: cannotTell(observed) ?? .absent)]
        }
        if let domain, let problem = cannotTell(observations.identity(.ses, domain, in: design.sesRegion)) {
            return [all(design, problem: problem)]
        }
        let policies = names.compactMap { name in
            (try? PolicyDocument.read(identity.policies[name] ?? "", kind: .sending)).map { NamedPolicy(name, $0) }
        }
        return [all(design, lints: Lints.sendingPolicies(policies, facts: facts(design, observations, domain)))]
    }

    private static let sendingCall = "ses GetEmailIdentity"

    private static func place(_ design: DelegateSending) -> String {
        "\(design.place(of: .ses)), identity \(design.identity.text)"
    }

    /// All sending policies of the identity, as one document.
    private static func all(
        _ design: DelegateSending, lints: [Lint] = [], problem: LintedDocument.Problem? = nil
    ) -> LintedDocument {
        LintedDocument(
            account: design.sesAccount.text, call: sendingCall, field: "Policies", place: place(design), lints: lints,
            problem: problem)
    }

    private static func facts(
        _ design: DelegateSending, _ observations: Observations, _ domain: SESIdentity?
    ) -> SendingFacts {
        SendingFacts(
            identity: design.identityARN.text,
            // Inside one account no sending policy has to name the role.
            role: design.eksAccount == design.sesAccount ? nil : design.roleARN.text,
            roleID: observations.role(design.roleName)?.value?.roleID,
            domainHasPolicies: domain.flatMap {
                observations.identity(.ses, $0, in: design.sesRegion)?.value?.policies.isEmpty == false
            } ?? false, moreActions: design.sendingActions)
    }

    /// The names of the sending policies; nil when there are none.
    private static func names(of identity: IdentityState) -> [String]? {
        identity.policies.isEmpty ? nil : identity.policies.keys.sorted()
    }

    /// Of several policies one has to name the role; where none does, that is said once.
    private static func withoutRepeatedRoleMissing(
        _ documents: [LintedDocument], named names: [String], own: String
    ) -> [LintedDocument] {
        func lacksRole(_ lint: Lint) -> Bool { lint.code == .roleMissing && lint.statement == nil }
        let isNamed = documents.contains { $0.problem == nil && !$0.lints.contains(where: lacksRole) }
        let teller = isNamed ? nil : names.firstIndex(of: own) ?? 0
        return documents.enumerated().map { index, document in
            guard index != teller else { return document }
            return LintedDocument(
                account: document.account, call: document.call, field: document.field, place: document.place,
                lints: document.lints.filter { !lacksRole($0) }, problem: document.problem)
        }
    }
}

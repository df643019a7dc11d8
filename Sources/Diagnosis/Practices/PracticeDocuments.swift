import Calls
import Design
import IAMPolicy
import Identifiers

/// Reads the live documents of a setup and lints each.
enum PracticeDocuments {
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

    static func permissions(_ design: DelegateSending, _ observations: Observations) -> [LintedDocument] {
        let facts = PermissionsFacts(
            hasProductionAccess: observations.sendingAccount(.eks, in: design.sesRegion)?.value?.productionAccess,
            receiver: design.receiver?.text)
        func lints(_ document: PolicyDocument) -> [Lint] { Lints.permissions(document, facts: facts) }
        let role = design.roleName
        // Policies that others attached or wrote into the role count as much, where they were read.
        let attached = (observations.attachedPolicies(role)?.value ?? []).filter {
            $0 != design.permissionsPolicyARN && observations.policy($0)?.value != nil
        }
        let inline = (observations[.inlinePolicies(role)]?.value?.names ?? []).map { name in
            document(
                observations[.inlinePolicy(role, name)]?.map(\.document), account: design.eksAccount.text,
                call: "iam GetRolePolicy", field: "PolicyDocument", place: "inline policy \(name)", kind: .identity,
                lints: lints)
        }
        var arns = attached
        // Where others give the rights, a policy of this setup's own need not be there.
        let own = observations.policy(design.permissionsPolicyARN)
        if own != .absent || attached.isEmpty && inline.isEmpty { arns.insert(design.permissionsPolicyARN, at: 0) }
        return arns.map { arn in
            document(
                observations.policy(arn)?.map(\.document), account: design.eksAccount.text,
                call: "iam GetPolicyVersion",
                field: "PolicyVersion.Document", place: "permissions policy \(arn.resourceName)", kind: .identity,
                lints: lints)
        } + inline
    }

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

    private static func cannotTell<Value>(_ observed: Observed<Value>?) -> LintedDocument.Problem? {
        (observed ?? .unreachable("nobody asked")).cannotTell.map { .cannotTell($0) }
    }

    private static func facts(
        _ design: DelegateSending, _ observations: Observations, _ domain: SESIdentity?
    ) -> SendingFacts {
        SendingFacts(
            identity: design.identityARN.text, role: design.roleARN.text,
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

    private static func document(
        _ observed: Observed<String>?, account: String, call: String, field: String, place: String, kind: PolicyKind,
        lints: (PolicyDocument) -> [Lint]
    ) -> LintedDocument {
        let problem: LintedDocument.Problem
        switch observed ?? .unreachable("nobody asked") {
        case .absent: problem = .absent
        case .value(let text):
            do throws(PolicyReadError) {
                return LintedDocument(
                    account: account, call: call, field: field, place: place,
                    lints: lints(try PolicyDocument.read(text, kind: kind)))
            } catch {
                problem = .cannotTell("the document cannot be read, \(error.description)")
            }
        case .denied(let denial): problem = .cannotTell(denial.words)
        case .unreachable(let reason): problem = .cannotTell(reason)
        case .doubtful(let doubt): problem = .cannotTell(doubt.reason)
        }
        return LintedDocument(account: account, call: call, field: field, place: place, problem: problem)
    }
}

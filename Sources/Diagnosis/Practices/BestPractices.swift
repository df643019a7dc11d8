public import Calls
public import Design
import IAMPolicy
import Identifiers

/// What is compared with best practice: the live trust policy, permissions policies and sending policies.
public enum BestPractices {
    /// What must be asked so that every check can be made, as far as earlier answers say what to ask.
    public static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        let arn = design.permissionsPolicyARN
        var calls = [
            Read.role(design.roleName).call, Read.managedPolicy(arn).call,
            Read.identity(.ses, design.identity, in: design.sesRegion).call,
            Read.sendingAccount(.eks, in: design.sesRegion).call,
        ]
        if let policy = observations[.managedPolicy(arn)]?.value {
            calls.append(Read.policyVersion(arn, policy.defaultVersion).call)
        }
        if let domain = domain(of: design) {
            calls.append(Read.identity(.ses, domain, in: design.sesRegion).call)
        }
        // What else the role may do, by whatever policy, is what its pods may do.
        for call in RolePolicies.reads(design.roleName, observations) where !calls.contains(call) { calls.append(call) }
        return calls
    }

    /// One finding or more per check, in the order of the codes: what is right, what is not, and what nobody can tell.
    ///
    /// What the lints only remark (L08, L10, L18, L27) is no fault of a setup: it is told where it is so, as a note, and
    /// there is no finding where it is not. A document that does not exist yet gives
    /// `skipped`, one that may not be read gives `unknown` with the permission and the account.
    public static func findings(_ design: DelegateSending, _ observations: Observations) -> [Finding] {
        let scene = FailureScene(nil, FailureContext(design: design, observations: observations))
        let trust = PracticeDocuments.trust(design, observations)
        let role = PracticeDocuments.role(design, observations)
        let permissions = PracticeDocuments.permissions(design, observations)
        let sending = PracticeDocuments.sending(design, observations, domain: domain(of: design))
        let sendingSet = PracticeDocuments.sendingSet(design, observations, domain: domain(of: design))
        return PracticeEntry.builtIn.flatMap { entry -> [Finding] in
            let documents =
                switch (entry.link, entry.code) {
                case (.trust, _): trust
                case (.role, _): role
                case (.permissions, _): permissions
                case (_, LintCode.addressShadowsDomain.rawValue), (_, LintCode.sendingPolicyLimits.rawValue): sendingSet
                default: sending
                }
            if entry.code == "L13", let open = unknownSandbox(entry, scene, observations) { return [open] }
            return findings(entry, documents, scene)
        }
    }

    /// The same, for answers; empty while something that a design needs is missing.
    public static func findings(_ answers: Answers, _ observations: Observations) -> [Finding] {
        guard let design = try? DelegateSending(answers) else { return [] }
        return findings(design, observations)
    }

    private static func findings(
        _ entry: PracticeEntry, _ documents: [LintedDocument], _ scene: FailureScene
    ) -> [Finding] {
        let found = documents.flatMap { document in
            document.lints.filter { $0.code.rawValue == entry.code }.map { document.finding($0, entry, scene) }
        }
        if !found.isEmpty || entry.isNote { return found }
        for document in documents {
            switch document.problem {
            case .cannotTell(let reason):
                return [unknown(entry, "cannot tell: \(reason)", document, scene, .unknown)]
            case .absent: return [unknown(entry, "not there yet", document, scene, .skipped)]
            case nil: continue
            }
        }
        return [
            Finding(
                code: entry.code, link: entry.link, status: .pass, title: entry.right,
                expected: entry.expected.filled(scene), docs: entry.docs)
        ]
    }

    private static func unknown(
        _ entry: PracticeEntry, _ found: String, _ document: LintedDocument?, _ scene: FailureScene,
        _ status: Finding.Status
    ) -> Finding {
        Finding(
            code: entry.code, link: entry.link, status: status, title: entry.right,
            expected: entry.expected.filled(scene), found: found, place: document?.place ?? "",
            why: entry.why.filled(scene), docs: entry.docs)
    }

    /// Whether the receiver is needed depends on the sandbox, which must be known.
    private static func unknownSandbox(
        _ entry: PracticeEntry, _ scene: FailureScene, _ observations: Observations
    ) -> Finding? {
        guard let design = scene.design else { return nil }
        let account = observations.sendingAccount(.eks, in: design.sesRegion)
        guard let reason = (account ?? .unreachable("nobody asked")).cannotTell else {
            return nil
        }
        return unknown(entry, "cannot tell: \(reason)", nil, scene, .unknown)
    }

    /// The sender's domain where the identity is the address, because its policies may be hidden.
    private static func domain(of design: DelegateSending) -> SESIdentity? {
        guard !design.isDomainIdentity else { return nil }
        return .domain(design.sender.domain)
    }
}

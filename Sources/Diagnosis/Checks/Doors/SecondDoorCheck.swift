import Calls
import Design
import IAMPolicy
import Identifiers
import Wire

extension Check {
    /// Door 2: whether the identity's sending policies let the role send.
    static let secondDoor = Check(
        "second-door", .sendingPolicy, "the sending policies of the identity",
        codes: [
            "SES-DOOR-2", "SES-DENY", "SES-PRINCIPAL-DEAD", "SES-PRINCIPAL-EARLIER", "SES-PRINCIPAL", "SES-RAW",
            "SES-ACTION", "SES-RESOURCE", "SES-CONDITION", "SES-DEPENDS",
        ],
        reads: { context in
            context.design.map {
                [Read.identity(.ses, $0.identity, in: $0.sesRegion).call, Read.role($0.roleName).call]
            } ?? []
        },
        hints: { context in
            let organization = context.design?.organizationReads(context.seen) ?? []
            // A grant on the domain does not count for the address, and is worth telling.
            guard let design = context.design, !design.isDomainIdentity else { return organization }
            return organization + [Read.identity(.ses, .domain(design.sender.domain), in: design.sesRegion).call]
        },
        right: { context in
            guard let design = context.design else { return "" }
            return design.eksAccount == design.sesAccount
                ? "not needed inside one account" : "lets in role \(design.roleName.text)"
        },
        findings: { context in
            guard let design = context.design, let role = context.role,
                let identity = context.seen.identity(.ses, design.identity, in: design.sesRegion)
            else { return [] }
            if case .absent = identity { return [context.notLooked("SES-DOOR-2", .sendingPolicy, "no identity")] }
            guard role.isKnown, let identity = identity.value else { return [] }
            return context.findings(of: SecondDoor(design, identity, role.value), identity)
        })
}

extension CheckContext {
    /// What is told of door 2.
    func findings(of door: SecondDoor, _ identity: IdentityState) -> [Finding] {
        switch door.verdict {
        case .yes: return []
        case .cannotTell(let reason): return [untold("SES-DOOR-2", .sendingPolicy, reason, place: doorPlace(door))]
        case .depends(let on):
            // Whom a policy by ID lets in shows when there is a role to compare.
            if case .absent? = role { return [notLooked("SES-DOOR-2", .sendingPolicy, "no role to let in")] }
            return [
                .depends(
                    "SES-DEPENDS", .sendingPolicy, "Whether the identity lets the role send depends on the pod.", on,
                    place: doorPlace(door), account: door.design.sesAccount, call: "sesv2 GetEmailIdentity")
            ]
        case .no:
            guard let gap = door.gap else { return [] }
            var finding = finding(of: gap, door, identity)
            finding.link = .sendingPolicy
            finding.consequenceOf = causes(of: gap, identity)
            return [finding]
        }
    }

    /// What a gap follows from: a role that is gone leaves its ID behind, and nobody puts a policy on an identity that
    /// is not verified yet.
    private func causes(of gap: SecondDoor.Gap, _ identity: IdentityState) -> [String] {
        switch gap {
        case .deadPrincipal, .earlierRole:
            if case .absent? = role { return ["STS-ROLE-MISSING"] }
            return []
        case .noPolicy: return identity.isVerified ? [] : senderFindings.map(\.id)
        case .principal(let miss):
            // Whoever put the policy took the same ARN for the role's that the pods ask for.
            guard let design, let role = role?.value, role.arn != design.roleARN else { return [] }
            let names = miss.failures.first?.wanted.contains(design.roleARN.text) ?? false
            return names ? ["STS-ROLE-PATH"] : []
        case .deny, .action, .resource, .condition, .other: return []
        }
    }

    private func finding(of gap: SecondDoor.Gap, _ door: SecondDoor, _ identity: IdentityState) -> Finding {
        let design = door.design
        let today = role?.value.map { "\($0.arn.text), whose ID is \($0.roleID)" } ?? design.roleARN.text
        switch gap {
        case .noPolicy:
            return finding("SES-DOOR-2", .ses) {
                $0.found = "no sending policy on \(design.identity.text)"
                $0.brief = "no sending policy"
                $0.evidence = documents(door)
                if let domain = grantingDomain(design) {
                    $0.found += "; the one on \(domain.text) lets the role in"
                    $0.why += " What counts is likely the identity whose ARN the program passes."
                }
                put(&$0, design, identity)
            }
        case .deny(let decision):
            let statement = decision.deciding
            return finding("SES-DENY", .ses) {
                $0.expected = "no Deny for \(decision.request.action) by \(design.roleARN.text)"
                $0.found = decision.reason.withoutFullStop
                $0.place = statement.map { place(of: $0, door) } ?? doorPlace(door)
                $0.brief = "denied by \(statement?.policy ?? "a policy")".brief
                $0.evidence = documents(door, statement)
            }
        case .deadPrincipal(let id, let miss):
            return finding("SES-PRINCIPAL-DEAD", .ses) {
                $0.expected = today
                $0.found = "\(id), the ID of a role that was deleted"
                $0.brief = "lets in \(id)".brief
                $0.place = miss.map { place(of: $0.statement, door) } ?? doorPlace(door)
                $0.evidence = documents(door, miss?.statement) + roleEvidence
                put(&$0, design, identity)
            }
        case .earlierRole(let id):
            return finding("SES-PRINCIPAL-EARLIER", .ses) {
                $0.expected = today
                $0.found = "put for the role with the ID \(id)"
                $0.brief = "is for an earlier role of this name"
                $0.place = doorPlace(door)
                $0.evidence = documents(door) + roleEvidence
                put(&$0, design, identity)
            }
        case .principal(let miss):
            let failure = miss.failures.first
            return finding("SES-PRINCIPAL", .ses) {
                $0.found = failure?.wanted.quotingHiddenBlanks ?? ""
                if let difference = failure?.difference { $0.found += " (\(difference))" }
                $0.brief = "lets in \(failure.map { Self.short($0.wanted) } ?? "somebody else")".brief
                $0.place = place(of: miss.statement, door)
                $0.evidence = documents(door, miss.statement)
                put(&$0, design, identity)
            }
        case .action(let actions):
            let isRaw = actions == ["ses:SendRawEmail"]
            return finding(isRaw ? "SES-RAW" : "SES-ACTION", .ses, about: isRaw ? "door 2" : "") {
                $0.expected = "\(design.sendingActions.joined(separator: ", ")) for \(design.roleARN.text)"
                $0.found = "\(actions.joined(separator: ", ")) is not allowed"
                $0.brief = isRaw ? "raw messages are not allowed" : "an action is missing"
                $0.place = doorPlace(door)
                $0.evidence = documents(door)
                $0.fix?.text = "Allow it in the sending policy of the identity."
                put(&$0, design, identity)
            }
        case .resource(let miss):
            return finding("SES-RESOURCE", .ses) {
                $0.tell(ResourceSlip.nearest(miss, to: design.identityARN), of: miss)
                $0.place = place(of: miss.statement, door)
                $0.evidence = documents(door, miss.statement)
                put(&$0, design, identity)
            }
        case .condition(let miss):
            return finding("SES-CONDITION", .ses) {
                $0.tellCondition(of: miss)
                $0.place = place(of: miss.statement, door)
                $0.evidence = documents(door, miss.statement)
                put(&$0, design, identity)
            }
        case .other(let reason):
            return finding("SES-DOOR-2", .ses) {
                if !reason.isEmpty { $0.found = reason.withoutFullStop }
                $0.brief = "no policy lets the role in"
                $0.evidence = documents(door)
                put(&$0, design, identity)
            }
        }
    }

    // MARK: What repairs it

    /// The plan's own row; where others have a policy of the wanted name, one of another name goes beside it.
    private func put(_ finding: inout Finding, _ design: DelegateSending, _ identity: IdentityState) {
        repair(&finding, by: [.sendingPolicy])
        guard let row = planned([.sendingPolicy]).first, row.action == .conflict || row.takesAccess else { return }
        let document = design.sendingPolicyDocument(roleID: role?.value?.roleID)
        let name = Self.free(design.sendingPolicyName.text, identity)
        let call = Call(
            .putIdentityPolicy, .ses, in: design.sesRegion,
            [
                "Identity": .string(design.identity.text), "PolicyName": .string(name), "Policy": document,
            ])
        finding.fix?.text =
            "Put a sending policy beside \(design.sendingPolicyName.text), which lets others in and stays as it is."
        finding.fix?.commands = [command(call)]
        guard row.action == .conflict else { return }
        finding.fix?.remedy = nil
        finding.fix?.address = nil
    }

    /// A name that no policy of the identity has.
    static func free(_ name: String, _ identity: IdentityState) -> String {
        let stem = String(name.prefix(60))
        let names = (2...99).map { "\(stem)-\($0)" }
        return names.first { identity.policies[$0] == nil } ?? stem
    }

    // MARK: What was seen

    private func doorPlace(_ door: SecondDoor) -> String {
        "\(door.design.place(of: .ses)), identity \(door.design.identity.text)"
    }

    private func place(of reference: StatementReference, _ door: SecondDoor) -> String {
        let statement = reference.sid.map { "statement \"\($0)\"" } ?? "statement \(reference.index + 1)"
        return "identity \(door.design.identity.text), sending policy \(reference.policy), \(statement)"
    }

    /// The policies that were judged; of one statement's policy that statement alone.
    private func documents(_ door: SecondDoor, _ reference: StatementReference? = nil) -> [Finding.Evidence] {
        let call = Read.identity(.ses, door.design.identity, in: door.design.sesRegion).call
        guard !door.policies.isEmpty else { return [evidence(call, "Policies", "none")] }
        return door.policies.filter { reference == nil || $0.name == reference?.policy }.map { policy in
            guard let index = reference?.index, policy.document.statements.indices.contains(index) else {
                return evidence(call, "Policies.\(policy.name)", policy.document.json.serialized(.compact))
            }
            let statement = policy.document.statements[index].json.serialized(.compact)
            return evidence(call, "Policies.\(policy.name).Statement[\(index)]", statement)
        }
    }

    private var roleEvidence: [Finding.Evidence] {
        guard let design, let role = role?.value else { return [] }
        return [evidence(Read.role(design.roleName).call, "Role.RoleId", role.roleID)]
    }

    /// The domain above an address whose own policies would let the role in.
    private func grantingDomain(_ design: DelegateSending) -> DomainName? {
        guard !design.isDomainIdentity else { return nil }
        for case .domain(let domain) in SESIdentity.covering(design.sender) {
            guard let state = seen.identity(.ses, .domain(domain), in: design.sesRegion)?.value else { continue }
            let names = state.policies.values.contains { text in
                (try? PolicyDocument.read(text, kind: .sending))?.statements.contains { statement in
                    statement.effect == .allow
                        && statement.principal?.principals.contains { $0.text == design.roleARN.text } == true
                } ?? false
            }
            if names { return domain }
        }
        return nil
    }

    /// The name behind an ARN: `shop-mailer`, or the text where it is none.
    private static func short(_ text: String) -> String {
        guard !text.contains(","), let arn = try? ARN(text) else { return text }
        return arn.resource == "root" ? "account \(arn.account)" : arn.resourceName
    }
}

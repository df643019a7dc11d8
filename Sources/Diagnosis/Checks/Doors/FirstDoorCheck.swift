import Calls
import Design
import IAMPolicy
import Identifiers
import Wire

extension Check {
    /// Door 1: what the role may do, by all policies on it, its boundary included.
    static let firstDoor = Check(
        "first-door", .permissions, "what the role may do, by all its policies",
        codes: [
            "IAM-DOOR-1", "IAM-POLICY-NONE", "IAM-POLICY-DETACHED", "IAM-DENY", "IAM-BOUNDARY", "SES-RAW", "IAM-ACTION",
            "IAM-RESOURCE", "IAM-CONDITION", "SES-RECEIVER-GRANT", "IAM-DEPENDS",
        ],
        after: ["STS-ROLE-MISSING"],
        reads: { context in
            context.design.map { RolePolicies.reads($0.roleName, context.seen) } ?? []
        },
        hints: { context in
            guard let design = context.design else { return [] }
            // The sandbox says whether the receiver has to be allowed too.
            var calls = [Read.sendingAccount(.eks, in: design.sesRegion).call]
            let arn = design.permissionsPolicyARN
            let attached = context.seen.attachedPolicies(design.roleName)?.value
            guard let attached, !attached.contains(arn) else { return calls }
            // The policy may be there without hanging on the role.
            calls.append(Read.managedPolicy(arn).call)
            if let policy = context.seen[.managedPolicy(arn)]?.value {
                calls.append(Read.policyVersion(arn, policy.defaultVersion).call)
            }
            return calls
        },
        right: { context in "may send as \(context.design?.identity.text ?? "the sender")" },
        findings: { context in
            guard let design = context.design else { return [] }
            if case .absent? = context.role { return [context.notLooked("IAM-DOOR-1", .permissions, "no role")] }
            guard context.role?.value != nil else { return [] }
            return context.findings(of: FirstDoor(design, context.seen))
        })
}

extension CheckContext {
    /// What is told of door 1.
    func findings(of door: FirstDoor) -> [Finding] {
        let place = "\(place(of: .eks)), role \(door.design.roleName.text)"
        switch door.verdict {
        case .yes: return []
        // What could not be read is told by the calls; a document that is none is told here.
        case .cannotTell(let reason):
            let calls = RolePolicies.reads(door.design.roleName, seen)
            return calls.contains { seen[$0] == nil } || !unread(calls).isEmpty
                ? [] : [untold("IAM-DOOR-1", .permissions, reason, place: place)]
        case .depends(let on):
            return [
                .depends(
                    "IAM-DEPENDS", .permissions, "Whether the role may send depends on the pod.", on, place: place,
                    account: door.design.eksAccount, call: "iam GetPolicyVersion")
            ]
        case .no: return door.gap.map { [finding(of: $0, door)] } ?? []
        }
    }

    private func finding(of gap: FirstDoor.Gap, _ door: FirstDoor) -> Finding {
        let design = door.design
        switch gap {
        case .noPolicy:
            return finding("IAM-POLICY-NONE", .eks) {
                $0.found = "no policy is attached to the role or written into it"
                $0.brief = "the role has no policy"
                $0.evidence = attachments(design)
                repair(&$0, by: [.permissionsPolicy, .roleAttachment])
            }
        case .detached:
            let others = door.policies.entries.map(\.words).joined(separator: ", ")
            return finding("IAM-POLICY-DETACHED", .eks) {
                $0.found = others.isEmpty ? "no policy on the role" : "on the role: \(others)"
                $0.brief = "\(design.permissionsPolicyName.text) is not attached".brief
                $0.evidence =
                    attachments(design) + [
                        evidence(
                            Read.managedPolicy(design.permissionsPolicyARN).call, "Policy.Arn",
                            design.permissionsPolicyARN.text)
                    ]
                repair(&$0, by: [.roleAttachment])
            }
        case .deny(let decision): return denied(decision, door)
        case .boundary(let decision): return capped(decision, door)
        case .action(let actions):
            let isRaw = actions == ["ses:SendRawEmail"]
            return finding(isRaw ? "SES-RAW" : "IAM-ACTION", .eks) {
                $0.place = "\(place(of: .eks)), role \(design.roleName.text)"
                $0.expected = "\(design.sendingActions.joined(separator: ", ")) on \(design.identityARN.text)"
                $0.found = "\(actions.joined(separator: ", ")) is not allowed"
                $0.brief = isRaw ? "raw messages are not allowed" : "an action is missing"
                $0.evidence = documents(door)
                $0.fix?.text = "Allow it in the permissions policy of the role."
                grant(&$0)
            }
        case .resource(let miss):
            return finding("IAM-RESOURCE", .eks) {
                $0.tell(ResourceSlip.nearest(miss, to: design.identityARN), of: miss)
                $0.place = place(of: miss.statement, door)
                $0.evidence = documents(door, miss.statement)
                grant(&$0)
            }
        case .condition(let miss):
            return finding("IAM-CONDITION", .eks) {
                $0.tellCondition(of: miss)
                $0.place = place(of: miss.statement, door)
                $0.evidence = documents(door, miss.statement)
                grant(&$0)
            }
        case .receiver(let arn):
            return finding("SES-RECEIVER-GRANT", .eks) {
                $0.found = "\(arn.text) is not allowed"
                $0.place = "\(place(of: .eks)), role \(design.roleName.text)"
                $0.brief = "may not send to the receiver's identity"
                $0.evidence = documents(door)
                grant(&$0)
            }
        case .other(let reason):
            return finding("IAM-DOOR-1", .eks) {
                $0.found = reason.isEmpty ? $0.found : reason.withoutFullStop
                $0.brief = "no policy allows the send"
                $0.evidence = documents(door)
                grant(&$0)
            }
        }
    }

    /// The setup's own policy gains what is missing: what others made is left as it is.
    private func grant(_ finding: inout Finding) {
        repair(&finding, by: [.permissionsPolicy, .roleAttachment])
        let row = planned([.permissionsPolicy]).first
        guard let design, let row, finding.fix?.commands.isEmpty == true, row.takesAccess || row.action == .conflict,
            let extended = extended(design)
        else { return }
        // The plan's own row would take something away, or would change what others made: this only adds.
        let arn = design.permissionsPolicyARN.text
        let oldest = seen[.policyVersions(design.permissionsPolicyARN)]?.value?.oldestInTheWay
        let room = oldest.map {
            command(Call(.deletePolicyVersion, .eks, ["PolicyArn": .string(arn), "VersionId": .string($0)]))
        }
        finding.fix?.text += " The command adds a statement to it, and leaves the others as they are."
        finding.fix?.commands =
            (room.map { [$0] } ?? [])
            + [
                command(
                    Call(
                        .createPolicyVersion, .eks,
                        ["PolicyArn": .string(arn), "PolicyDocument": extended, "SetAsDefault": true]))
            ]
    }

    /// The permissions policy as it is, with what is wanted behind it; nil where it hangs nowhere on the role.
    private func extended(_ design: DelegateSending) -> JSONValue? {
        let arn = design.permissionsPolicyARN
        guard seen.attachedPolicies(design.roleName)?.value?.contains(arn) == true,
            let text = seen.policy(arn)?.value?.document, var document = (try? JSONValue.parse(text))?.object,
            let statements = document["Statement"], let wanted = design.permissionsPolicyDocument["Statement"]?.array
        else { return nil }
        document["Statement"] = .array((statements.array ?? [statements]) + wanted)
        return .object(document)
    }

    private func denied(_ decision: Decision, _ door: FirstDoor) -> Finding {
        let statement = decision.deciding
        return finding("IAM-DENY", .eks) {
            $0.expected = "no Deny for \(decision.request.action) on \(door.design.identityARN.text)"
            $0.found = decision.reason.withoutFullStop
            $0.place = statement.map { place(of: $0, door) } ?? $0.place
            $0.brief = "denied by \(statement?.policy ?? "a policy")".brief
            $0.evidence = statement.map { documents(door, $0) } ?? documents(door)
            let reading = door.policies.entries.first { $0.policy.name == statement?.policy }.flatMap(call)
            $0.fix = Finding.Fix(
                text:
                    "Narrow the Deny, or take \(statement?.policy ?? "the policy") off the role. Who put it there knows what it is for.",
                commands: reading.map { [command($0)] } ?? [])
        }
    }

    private func capped(_ decision: Decision, _ door: FirstDoor) -> Finding {
        let arn = role?.value?.boundary
        return finding("IAM-BOUNDARY", .eks) {
            $0.expected = "\(decision.request.action) on \(door.design.identityARN.text), allowed by the boundary too"
            $0.found = decision.reason.withoutFullStop
            $0.place = "\(place(of: .eks)), role \(door.design.roleName.text), boundary \(arn?.resourceName ?? "")"
            $0.brief = "\(arn?.resourceName ?? "the boundary") does not allow it".brief
            guard let arn, let reading = version(arn) else { return }
            $0.evidence = [evidence(reading, "PolicyVersion.Document", seen.policy(arn)?.value?.document ?? "")]
            $0.fix?.commands = [command(reading)]
        }
    }

    // MARK: What was seen

    /// The policies of the role, as two calls list them.
    private func attachments(_ design: DelegateSending) -> [Finding.Evidence] {
        let attached = seen.attachedPolicies(design.roleName)?.value ?? []
        let inline = seen[.inlinePolicies(design.roleName)]?.value?.names ?? []
        return [
            evidence(
                Read.attachedPolicies(design.roleName).call, "AttachedPolicies",
                attached.isEmpty ? "none" : attached.map(\.text).joined(separator: ", ")),
            evidence(
                Read.inlinePolicies(design.roleName).call, "PolicyNames",
                inline.isEmpty ? "none" : inline.joined(separator: ", ")),
        ]
    }

    /// The policies that were judged; of one statement's policy that statement alone.
    private func documents(_ door: FirstDoor, _ reference: StatementReference? = nil) -> [Finding.Evidence] {
        door.policies.entries.filter { reference == nil || $0.policy.name == reference?.policy }.compactMap { entry in
            guard let call = call(entry) else { return nil }
            let field = entry.arn == nil ? "PolicyDocument" : "PolicyVersion.Document"
            let document = entry.policy.document
            guard let index = reference?.index, document.statements.indices.contains(index) else {
                return evidence(call, field, document.json.serialized(.compact))
            }
            let statement = document.statements[index].json.serialized(.compact)
            return evidence(call, "\(field).Statement[\(index)]", statement)
        }
    }

    /// Where a statement stands: `role ses-sender-role, policy ses-sender-policy, statement 1`.
    private func place(of reference: StatementReference, _ door: FirstDoor) -> String {
        let entry = door.policies.entries.first { $0.policy.name == reference.policy }
        let statement = reference.sid.map { "statement \"\($0)\"" } ?? "statement \(reference.index + 1)"
        return "role \(door.design.roleName.text), \(entry?.words ?? reference.policy), \(statement)"
    }

    /// The call that shows a policy's document.
    private func call(_ entry: RolePolicies.Entry) -> Call? {
        guard let arn = entry.arn else {
            return design.map { Read.inlinePolicy($0.roleName, entry.policy.name).call }
        }
        return version(arn)
    }

    private func version(_ arn: ARN) -> Call? {
        seen[.managedPolicy(arn)]?.value.map { Read.policyVersion(arn, $0.defaultVersion).call }
    }
}

import Calls
import IAMPolicy
import Identifiers
import Wire

/// `ses/sending-policy`: door 2, the SES account's consent on the identity.
///
/// It carries no tags; it is known by its name, and its Sid says for which life of the role it was written.
enum SendingPolicyResource: WantedResource {
    static let address = ResourceAddress.sendingPolicy
    static let word = "sending policy"
    static let side = Side.ses
    static let needs: [ResourceAddress] = [.senderIdentity, .role]

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        [Read.identity(side, design.identity, in: design.sesRegion).call, Read.role(design.roleName).call]
            + design.organizationReads(observations)
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        let name = design.sendingPolicyName.text
        let observed = observations.identity(side, design.identity, in: design.sesRegion)
        var row: PlannedResource
        switch observed {
        case .absent:
            row = wanted(design, observations)
            // Nobody may have said yes to making the identity, and it has to be verified first in any case.
            if SenderIdentityResource.planned(design, observations, options)?.takesAccess == true {
                row = waiting(design, row)
            }
        case .value(let identity):
            if let live = identity.policies[name] {
                row = compared(design, live, identity, observations, options)
            } else if let role = observations.role(design.roleName)?.value,
                design.judgeSecondDoor(identity, role).isYes
            {
                row = adopted(design, identity, role)
            } else {
                row = wanted(design, observations)
                if let full = full(design, identity) { row.risks.append(full) }
            }
            if !identity.isVerified, row.action.writes { row = waiting(design, row) }
        case .denied, .unreachable, .doubtful, nil:
            row = unknown(design, name: name, observed)
        }
        if row.action.writes, RoleResource.planned(design, observations, options)?.action == .conflict {
            row.action = .waiting
            row.gain = "waits for the role"
            row.reason = "No role that others made and that trusts somebody else may send as \(design.identity.text)."
            row.steps = []
        }
        // Who else may take a role of this setup's own loses it by the role's row.
        if row.action.writes || row.action.isRight, let role = observations.role(design.roleName)?.value,
            !RoleResource.isOwn(role, design)
        {
            let others = RoleResource.others(design, role)
            if !others.isEmpty {
                row.risks.append(
                    "Others may take that role too, and so send as \(design.identity.text): \(others.listed).")
            }
        }
        row.wantedDocument = design.sendingPolicyDocument.serialized(.pretty)
        row.documentName = .sendingPolicy
        return row
    }

    /// How many sending policies SES keeps on one identity (source: the SES developer guide, sending policies).
    private static let limit = 20

    /// What stands in the way where the identity has as many policies as it can have.
    private static func full(_ design: DelegateSending, _ identity: IdentityState) -> String? {
        guard identity.policies.count >= limit else { return nil }
        let names = identity.policies.keys.sorted().joined(separator: ", ")
        return "\(design.identity.text) has \(identity.policies.count) sending policies already, and SES takes no more "
            + "than \(limit): one that nobody needs has to go first. They are \(names)."
    }

    private static func wanted(_ design: DelegateSending, _ observations: Observations) -> PlannedResource {
        var row = row(
            design, name: design.sendingPolicyName.text, .create, gain: "door 2: that role may send",
            reason:
                "Lets the role \(design.roleName.text) of account \(design.eksAccount.text) send as \(design.identity.text)."
        )
        row.steps = steps(design, observations)
        return row
    }

    /// Another policy of the identity lets the role send already.
    private static func adopted(
        _ design: DelegateSending, _ identity: IdentityState, _ role: RoleState
    ) -> PlannedResource {
        let granting = identity.policies.keys.sorted().first { name in
            var alone = identity
            alone.policies = [name: identity.policies[name] ?? ""]
            return design.judgeSecondDoor(alone, role).isYes
        }
        return row(
            design, name: design.sendingPolicyName.text, .adopt, gain: "not needed",
            reason:
                "The role may send as \(design.identity.text) already: \(granting.map { "sending policy \($0) allows it" } ?? "the identity's policies together allow it")."
        )
    }

    private static func waiting(_ design: DelegateSending, _ row: PlannedResource) -> PlannedResource {
        var row = row
        row.action = .waiting
        row.gain = "needs the sender verified"
        row.reason = "Waits until \(design.identity.text) is verified in account \(design.sesAccount.text)."
        row.task = .verifyFirst(identity: design.identity.text, account: design.sesAccount)
        return row
    }

    private static func compared(
        _ design: DelegateSending, _ live: String, _ identity: IdentityState, _ observations: Observations,
        _ options: PlanOptions
    ) -> PlannedResource {
        let name = design.sendingPolicyName.text
        let comparison = DocumentComparison(live: live, wanted: design.sendingPolicyDocument, kind: .sending)
        let document = (try? JSONValue.parse(live)) ?? .null
        let mark = SendingPolicyMark.roleID(in: document)
        let role = observations.role(design.roleName)
        var row: PlannedResource
        if let dead = SendingPolicyMark.deadPrincipal(in: document) {
            row = self.row(
                design, name: name, .change, gain: "names a role that is gone",
                reason: "The policy names \(dead), a role that was deleted. It is written again for the role of today.")
            row.differences = comparison.differences
            warn(&row, comparison.lost, design)
        } else if !comparison.isEqual {
            row = different(design, live, identity, comparison, observations, options)
        } else if let mark, let now = role?.value?.roleID, now != mark {
            row = self.row(
                design, name: name, .change, gain: "role was made again",
                reason:
                    "The policy was written for an earlier role of this name (\(mark)); the role of today is \(now).")
            row.differences = [
                PlanDifference(
                    path: "Statement[0].Sid", from: SendingPolicyMark.sid(roleID: mark),
                    to: SendingPolicyMark.sid(roleID: now))
            ]
        } else if let mark, case .absent = role {
            row = self.row(
                design, name: name, .change, gain: "role is made again",
                reason: "The policy was written for an earlier role of this name (\(mark)), which is gone.")
            row.differences = [
                PlanDifference(path: "Statement[0].Sid", from: SendingPolicyMark.sid(roleID: mark), to: nil)
            ]
        } else {
            row = self.row(
                design, name: name, mark == nil ? .adopt : .unchanged, gain: "already right",
                reason: "The role may send as \(design.identity.text).")
        }
        row.currentDocument = comparison.current
        if row.action == .change, row.steps.isEmpty {
            row.steps = steps(design, observations)
        }
        return row
    }

    /// A policy of the wanted name that says something else: this setup's own, or one of others.
    private static func different(
        _ design: DelegateSending, _ live: String, _ identity: IdentityState, _ comparison: DocumentComparison,
        _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource {
        let name = design.sendingPolicyName.text
        let role = observations.role(design.roleName)?.value
        let isMarked = SendingPolicyMark.roleID(in: (try? JSONValue.parse(live)) ?? .null) != nil
        if !isMarked, design.judgeSecondDoor(identity, role).isYes {
            // It may let the role in without naming it, as where it is for a whole organisation.
            guard !names(design.roleARN, live), let role else {
                return row(
                    design, name: name, .adopt, gain: "already right",
                    reason: "The role may send as \(design.identity.text); others wrote the policy.")
            }
            return adopted(design, identity, role)
        }
        if names(design.roleARN, live) {
            var row = row(
                design, name: name, .change, gain: "door 2 changes",
                reason: "The policy says something else. \(comparison.sentences.joined(separator: " "))")
            row.differences = comparison.differences
            warn(&row, comparison.lost, design)
            return row
        }
        return foreign(design, live, observations, options)
    }

    /// Names who may no longer send; a principal that was deleted loses nothing.
    private static func warn(_ row: inout PlannedResource, _ lost: [LostAccess], _ design: DelegateSending) {
        let losers = lost.filter { $0.who?.hasPrefix("deleted principal") != true }
        row.warn(
            of: losers.map { access in
                "\((access.who ?? "somebody").capitalizedFirst) may no longer \(access.actions.listed) as \(design.identity.text)\(access.clause)."
            })
    }

    /// A policy of the wanted name that others use: nothing of it is taken out.
    private static func foreign(
        _ design: DelegateSending, _ live: String, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource {
        let name = design.sendingPolicyName.text
        let wanted = design.sendingPolicyDocument(roleID: observations.role(design.roleName)?.value?.roleID)
        let who = principals(live)
        let whose = who.isEmpty ? "somebody else" : who.listed
        let addition = ForeignDocument(live: live, adding: wanted, kind: .sending, tags: [])
        var row = row(
            design, name: name, .conflict, gain: "is for somebody else",
            reason: "A sending policy of this name is for \(whose).")
        row.proposals = [.ownName(.sendingPolicy, of: "sending policy")]
        switch addition {
        case .closed(let reason): row.reason += " \(reason)"
        case .extended(let document):
            row.differences = DocumentComparison(live: live, wanted: document, kind: .sending).differences
            row.canTakeOver = true
            guard options.takeOver.contains(address) else { break }
            row.action = .change
            row.gain = "gains this role"
            row.reason = "The policy, which is for \(whose), gains a statement; nothing in it is taken out."
            row.isTakenOver = true
            row.proposals = []
            row.steps = [step(design, document, undo: (try? JSONValue.parse(live)).map { put(design, $0) })]
        }
        return row
    }

    private static func names(_ role: ARN, _ live: String) -> Bool {
        guard let document = try? PolicyDocument.read(live, kind: .sending) else { return true }
        return document.statements.contains { statement in
            statement.principal?.principals.contains { $0.text == role.text } ?? false
        }
    }

    /// Whom a sending policy lets send, as people say it.
    private static func principals(_ live: String) -> [String] {
        guard let document = try? PolicyDocument.read(live, kind: .sending) else { return [] }
        let nobody = document.replacing(statements: [])
        var names: [String] = []
        for access in PolicyComparison.lost(from: document, to: nobody) {
            if let who = access.who, !names.contains(who) { names.append(who) }
        }
        return names
    }

    static func finished(_ step: Step, _ design: DelegateSending, _ observations: Observations) -> Step {
        guard step.file == nil else { return steps(design, observations).first ?? step }
        // A document of others keeps all of theirs; only this setup's own statement gets its mark.
        guard let roleID = observations.role(design.roleName)?.value?.roleID,
            var document = step.call.input["Policy"]?.object, let statements = document["Statement"]?.array,
            let own = design.sendingPolicyDocument["Statement"]?[0],
            let marked = design.sendingPolicyDocument(roleID: roleID)["Statement"]?[0]
        else { return step }
        document["Statement"] = .array(statements.map { $0 == own ? marked : $0 })
        return self.step(design, .object(document), undo: step.undo.first)
    }

    /// The document carries the role's mark as soon as there is a role.
    private static func steps(_ design: DelegateSending, _ observations: Observations) -> [Step] {
        let roleID = observations.role(design.roleName)?.value?.roleID
        return [step(design, design.sendingPolicyDocument(roleID: roleID), undo: nil)]
    }

    /// Puts a document; `undo` takes that back, else the policy goes.
    private static func step(_ design: DelegateSending, _ document: JSONValue, undo: Call?) -> Step {
        let names: JSONObject = [
            "Identity": .string(design.identity.text), "PolicyName": .string(design.sendingPolicyName.text),
        ]
        return Step(
            put(design, document), on: design.identityARN.text, file: undo == nil ? .sendingPolicy : nil,
            undo: [undo ?? Call(.deleteIdentityPolicy, side, in: design.sesRegion, names)])
    }

    private static func put(_ design: DelegateSending, _ document: JSONValue) -> Call {
        Call(
            .putIdentityPolicy, side, in: design.sesRegion,
            [
                "Identity": .string(design.identity.text), "PolicyName": .string(design.sendingPolicyName.text),
                "Policy": document,
            ])
    }
}

extension ResourceAddress {
    /// Who may send as the identity: door 2.
    public static let sendingPolicy = ResourceAddress("ses/sending-policy")
}

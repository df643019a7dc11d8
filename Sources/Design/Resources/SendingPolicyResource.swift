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
        case .value(let identity):
            if let live = identity.policies[name] {
                row = compared(design, live, observations)
            } else {
                row = wanted(design, observations)
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
        row.wantedDocument = design.sendingPolicyDocument.serialized(.pretty)
        row.documentName = .sendingPolicy
        return row
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

    private static func waiting(_ design: DelegateSending, _ row: PlannedResource) -> PlannedResource {
        var row = row
        row.action = .waiting
        row.gain = "needs the sender verified"
        row.reason = "Waits until \(design.identity.text) is verified in account \(design.sesAccount.text)."
        row.task = .verifyFirst(identity: design.identity.text, account: design.sesAccount)
        return row
    }

    private static func compared(
        _ design: DelegateSending, _ live: String, _ observations: Observations
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
        } else if !comparison.isEqual {
            row = self.row(
                design, name: name, .change, gain: "door 2 changes",
                reason: "The policy says something else. \(comparison.sentences.joined(separator: " "))")
            row.differences = comparison.differences
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
        if row.action == .change {
            row.steps = steps(design, observations)
        }
        return row
    }

    static func finished(_ step: Step, _ design: DelegateSending, _ observations: Observations) -> Step {
        steps(design, observations).first ?? step
    }

    /// The document carries the role's mark as soon as there is a role.
    private static func steps(_ design: DelegateSending, _ observations: Observations) -> [Step] {
        let roleID = observations.role(design.roleName)?.value?.roleID
        let names: JSONObject = [
            "Identity": .string(design.identity.text), "PolicyName": .string(design.sendingPolicyName.text),
        ]
        var input = names
        input["Policy"] = design.sendingPolicyDocument(roleID: roleID)
        return [
            Step(
                Call(.putIdentityPolicy, side, in: design.sesRegion, input), on: design.identityARN.text,
                file: .sendingPolicy, undo: [Call(.deleteIdentityPolicy, side, in: design.sesRegion, names)])
        ]
    }
}

extension ResourceAddress {
    /// Who may send as the identity: door 2.
    public static let sendingPolicy = ResourceAddress("ses/sending-policy")
}

import Calls
import Identifiers
import Wire

/// `eks/role-attachment`: the permissions policy hangs on the role.
enum RoleAttachmentResource: WantedResource {
    static let address = ResourceAddress.roleAttachment
    static let word = "role attachment"
    static let side = Side.eks
    static let needs: [ResourceAddress] = [.role, .permissionsPolicy]

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        RolePolicies.reads(design.roleName, observations)
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        let name = "\(design.roleName.text) with \(design.permissionsPolicyName.text)"
        let role = RoleResource.planned(design, observations, options)
        let observed = observations.attachedPolicies(design.roleName)
        var isAttached = false
        switch observed {
        case .value(let policies): isAttached = policies.contains(design.permissionsPolicyARN)
        case .absent: isAttached = false
        case .denied, .unreachable, .doubtful, nil: return unknown(design, name: name, observed)
        }
        let isOwn = observations.role(design.roleName)?.value.map { RoleResource.isOwn($0, design) } ?? true
        if isAttached {
            return row(
                design, name: name, isOwn ? .unchanged : .adopt, gain: "already right",
                reason: "The permissions policy is attached to the role.")
        }
        if PermissionsPolicyResource.isNotNeeded(design, observations) {
            return row(
                design, name: name, .adopt, gain: "not needed",
                reason:
                    "The role may send already: \(PermissionsPolicyResource.granting(design, observations)).")
        }
        if role?.action == .conflict {
            return row(
                design, name: name, .waiting, gain: "waits for the role",
                reason: "Nothing is attached to a role that others made and that trusts somebody else.")
        }
        var row = row(
            design, name: name, .create, gain: "gives the role its rights",
            reason: "The permissions policy is not attached to the role yet.")
        let input: JSONObject = [
            "RoleName": .string(design.roleName.text), "PolicyArn": .string(design.permissionsPolicyARN.text),
        ]
        row.steps = [
            Step(
                Call(.attachRolePolicy, side, input), on: design.roleARN.text,
                undo: [Call(.detachRolePolicy, side, input)])
        ]
        return row
    }
}

extension ResourceAddress {
    /// The permissions policy on the role.
    public static let roleAttachment = ResourceAddress("eks/role-attachment")
}

import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// Whether the permissions policy has room for another version.
    static let policyVersions = Check(
        "policy-versions", .permissions, "the versions of the permissions policy",
        codes: ["IAM-POLICY-VERSIONS"],
        isAside: true,
        reads: { context in
            guard let design = context.design else { return [] }
            let attached = context.seen.attachedPolicies(design.roleName)?.value ?? []
            let isOurs = attached.contains(design.permissionsPolicyARN)
            return [Read.attachedPolicies(design.roleName).call]
                + (isOurs ? [Read.policyVersions(design.permissionsPolicyARN).call] : [])
        },
        right: { _ in "the permissions policy has room for a version" },
        findings: { context in
            guard let design = context.design,
                let versions = context.seen[.policyVersions(design.permissionsPolicyARN)]?.value,
                let oldest = versions.oldestInTheWay
            else { return [] }
            let arn = design.permissionsPolicyARN.text
            let call = Read.policyVersions(design.permissionsPolicyARN).call
            return [
                context.finding("IAM-POLICY-VERSIONS", .eks) {
                    $0.expected = "room for another version of \(design.permissionsPolicyName.text)"
                    $0.found = "\(PolicyVersions.limit) versions, which is all that IAM takes"
                    $0.brief = "the permissions policy is full"
                    $0.place = "\(design.place(of: .eks)), policy \(design.permissionsPolicyName.text)"
                    $0.why =
                        "It works. Who changes the policy has to remove a version first; sesame does that by itself."
                    $0.evidence = [context.evidence(call, "Versions", "\(PolicyVersions.limit)")]
                    $0.fix = Finding.Fix(
                        text: "Remove the oldest version that is not the default: \(oldest).",
                        commands: [
                            context.command(
                                Call(
                                    .deletePolicyVersion, .eks,
                                    ["PolicyArn": .string(arn), "VersionId": .string(oldest)]
                                ))
                        ])
                }
            ]
        })
}

import Calls
import Design
import Identifiers

extension Check {
    /// The configuration set that messages go through, named by the answers or the sender's default: the role needs the
    /// right on it as well.
    static let configurationSetRight = Check(
        "configuration-set-right", .permissions, "the right on the configuration set",
        codes: ["SES-CONFIGURATION-SET"],
        after: ["role-exists", "first-door"],
        isAside: true,
        reads: { context in
            guard let design = context.design else { return [] }
            return [Read.identity(.ses, design.identity, in: design.sesRegion).call]
                + RolePolicies.reads(design.roleName, context.seen)
        },
        right: { context in
            context.configurationSet.map { "may use \($0.arn.resource)" } ?? "no configuration set in the way"
        },
        findings: { context in
            guard let design = context.design, context.role?.value != nil, let set = context.configurationSet,
                FirstDoor.allows(set.arn, design, context.seen).isNo
            else { return [] }
            let identity = set.owner?.text
            return [
                context.finding("SES-CONFIGURATION-SET", .ses) {
                    $0.expected = identity.map { "no default configuration set on \($0)" } ?? set.arn.text
                    $0.found =
                        "\(set.name)\(identity == nil ? ", and the role has no right on it" : ", on which the role has no right")"
                    $0.brief = "may not use configuration set \(set.name)".brief
                    $0.place =
                        identity.map { "\(design.place(of: .ses)), identity \($0)" }
                        ?? "\(design.place(of: .eks)), role \(design.roleName.text)"
                    guard let identity, let owner = set.owner else {
                        context.repair(&$0, by: [.permissionsPolicy, .roleAttachment], "Let the role use the set.")
                        return
                    }
                    let call = Read.identity(.ses, owner, in: design.sesRegion).call
                    $0.evidence = [context.evidence(call, "ConfigurationSetName", set.name)]
                    $0.why =
                        "Likely SES takes the set for the role's messages too, and asks for the right on \(set.arn.text). An identity that others send as is to have no default."
                    $0.fix = Finding.Fix(
                        text:
                            "Clear the default of \(identity), if nobody else sends with it. Or name a set of \(design.place(of: .eks)) in the answers: ses.configurationSet.",
                        commands: [
                            context.aws(
                                .ses, "sesv2", "put-email-identity-configuration-set-attributes", "--email-identity",
                                identity)
                        ])
                }
            ]
        })
}

extension CheckContext {
    /// The configuration set that messages go through, in the account that sends.
    struct UsedSet {
        /// Its name.
        let name: String
        /// Its ARN in the EKS account, which is the one that a delegate's messages are judged by.
        let arn: ARN
        /// The identity whose default it is; nil where the answers name it.
        let owner: SESIdentity?
    }

    /// The set that the answers name, else the default of the sender's identity; nil for none.
    ///
    /// The address's own default goes before its domain's.
    var configurationSet: UsedSet? {
        guard let design else { return nil }
        if let set = design.configurationSet, let arn = design.configurationSetARN {
            return UsedSet(name: set.text, arn: arn, owner: nil)
        }
        let own = SESIdentity.address(design.sender)
        for identity in own == design.identity ? [own] : [own, design.identity] {
            guard let set = seen.identity(.ses, identity, in: design.sesRegion)?.value?.configurationSet, !set.isEmpty
            else { continue }
            let arn = ARN(
                partition: design.partition.id, service: "ses", region: design.sesRegion.text,
                account: design.eksAccount.text, resource: "configuration-set/\(set)")
            return UsedSet(name: set, arn: arn, owner: identity)
        }
        return nil
    }
}

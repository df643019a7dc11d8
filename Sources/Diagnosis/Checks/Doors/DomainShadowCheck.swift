import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// A domain lets the role send, and the sender's address is an identity with policies of its own.
    static let domainShadow = Check(
        "domain-shadow", .sendingPolicy, "whether policies of the address hide those of its domain",
        codes: ["SES-ADDRESS-SHADOWS-DOMAIN"],
        after: [], isAside: true,
        applies: { $0.design?.isDomainIdentity == true },
        reads: { context in
            context.design.map { [Read.identity(.ses, .address($0.sender), in: $0.sesRegion).call] } ?? []
        },
        right: { _ in "no policy of the address hides the domain's" },
        findings: { context in
            guard let design = context.design, let own = context.designOfAddress,
                let address = context.seen.identity(.ses, .address(design.sender), in: design.sesRegion)?.value,
                !address.policies.isEmpty,
                !SecondDoor(own, address, context.role?.value).verdict.isYes
            else { return [] }
            let names = address.policies.keys.sorted().joined(separator: ", ")
            let call = Read.identity(.ses, .address(design.sender), in: design.sesRegion).call
            return [
                context.finding("SES-ADDRESS-SHADOWS-DOMAIN", .ses) {
                    $0.status = .warn
                    $0.expected = "the grant on \(design.sender.text) too, or no policy there"
                    $0.found = "\(names), which does not let the role in"
                    $0.brief = "the address has policies of its own"
                    $0.place = "\(design.place(of: .ses)), identity \(design.sender.text)"
                    $0.evidence = [context.evidence(call, "Policies", names)]
                    let document = own.sendingPolicyDocument(roleID: context.role?.value?.roleID)
                    let name = CheckContext.free(design.sendingPolicyName.text, address)
                    $0.fix = Finding.Fix(
                        text:
                            "Let the program pass the ARN of \(design.identity.text), or put the same grant on the address.",
                        commands: [
                            context.command(
                                Call(
                                    .putIdentityPolicy, .ses, in: design.sesRegion,
                                    [
                                        "Identity": .string(design.sender.text), "PolicyName": .string(name),
                                        "Policy": document,
                                    ]))
                        ])
                }
            ]
        })
}

extension CheckContext {
    /// The same setup with the sender's address as its identity.
    fileprivate var designOfAddress: DelegateSending? {
        guard let design else { return nil }
        var answers = subject.answers
        try? answers.set(design.sender.text, for: .sesIdentity, from: .typed)
        return try? DelegateSending(answers)
    }
}

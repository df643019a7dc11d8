import Identifiers

extension Answers {
    /// The answers that give a design, every value told: what its own answers left to defaults and derived names is named.
    ///
    /// For who judges a setup of which only the design is at hand.
    ///
    /// - Parameter design: The design.
    public init(_ design: DelegateSending) {
        self.init()
        let more = design.sendingActions.dropFirst(SendingAction.always.count)
        let values: [(FieldID, String?)] = [
            (.eksAccount, design.eksAccount.text), (.eksRegion, design.eksRegion.text),
            (.eksCluster, design.cluster?.text), (.eksOIDCProvider, design.issuer.text),
            (.eksSandbox, "\(design.eksSandbox)"), (.sesAccount, design.sesAccount.text),
            (.sesRegion, design.sesRegion.text), (.sesSender, design.sender.text),
            (.sesIdentity, design.identity.text), (.sesReceiver, design.receiver?.text),
            (.sesSandbox, "\(design.sesSandbox)"), (.configurationSet, design.configurationSet?.text),
            (.sendingActions, more.isEmpty ? nil : more.joined(separator: ", ")),
            (.namespace, design.namespace.text), (.serviceAccount, design.serviceAccount.text),
            (.testWorkload, "\(design.testWorkload)"), (.image, design.image), (.role, design.roleName.text),
            (.rolePath, design.rolePath.text), (.permissionsBoundary, design.boundary?.text),
            (.permissionsPolicy, design.permissionsPolicyName.text), (.sendingPolicy, design.sendingPolicyName.text),
        ]
        for case (let field, let text?) in values {
            // They were checked when the design was made.
            try? set(text, for: field, from: .typed)
        }
        if !design.tags.isEmpty { setTags(design.tags, from: .typed) }
    }
}

import IAMPolicy
import Wire

/// Decides whether a message may be sent, and sends it: the rules of delegate sending, sandbox and quota.
struct Mailer {
    /// The call that wants to send.
    let call: AWSCall
    /// The message.
    let message: Message

    private var account: String { call.account }
    private var region: String { call.region }

    /// An identity under which an address is used.
    private struct Use {
        let address: MailAddress
        let owner: String
        let arn: String
        let identity: EmailIdentity?
        let policies: [NamedPolicy]
        let isDelegated: Bool
        let isVerified: Bool
    }

    /// Sends, returning the message id.
    func send(_ state: inout WorldState) throws(AWSFault) -> String {
        try checkAccount(state)
        let uses = message.parties.map { use(of: $0, state) }
        for use in uses { try authorize(use, state) }
        if let name = message.template {
            try authorize(
                resource: "arn:\(call.partition):ses:\(region):\(account):template/\(name)", policies: [], state)
        }
        _ = try configurationSet(uses, state)
        try checkVerified(uses, state)
        if let sender = uses.first?.identity, sender.rejectsForMailFrom {
            throw AWSFault("MailFromDomainNotVerifiedException", "Mail FROM domain is not verified.")
        }
        let mail = mail(uses, state)
        if let same = state.begunWork.same(as: mail) { return same.messageID }
        try checkQuota(&state)
        deliver(mail, &state)
        return mail.messageID
    }

    // MARK: Account and quota

    private func checkAccount(_ state: WorldState) throws(AWSFault) {
        let ses = state[ses: account, region]
        let isNew = call.service == .sesv2
        guard ses.enforcementStatus != "SHUTDOWN" else {
            throw isNew
                ? AWSFault("AccountSuspendedException", "The account's ability to send email has been suspended.")
                : AWSFault("MessageRejected", "Sending suspended for this account.")
        }
        guard ses.sendingEnabled else {
            let text =
                "Sending paused for this account. For more information, please check the inbox of the email "
                + "address associated with your AWS account."
            throw AWSFault(isNew ? "SendingPausedException" : "AccountSendingPausedException", text)
        }
        guard (1...50).contains(message.recipients.count) else {
            throw SESFault.parameter(
                call,
                message.recipients.isEmpty ? "Missing required parameter Destination." : "Recipient count exceeds 50.")
        }
        // 10 MB by version 1, 40 MB by version 2.
        let limit = isNew ? 40 << 20 : 10 << 20
        guard message.size <= limit else {
            throw SESFault.parameter(call, "Message length is more than \(limit) bytes long: '\(message.size)'.")
        }
    }

    private func checkQuota(_ state: inout WorldState) throws(AWSFault) {
        let ses = state[ses: account, region]
        let code = call.service == .sesv2 ? "TooManyRequestsException" : "Throttling"
        let status = call.service == .sesv2 ? 429 : 400
        let counted = message.recipients.count { !$0.isMailboxSimulator }
        if counted > 0, ses.sent.total(at: call.now) + counted > ses.dailyQuota {
            throw AWSFault(code, "Daily message quota exceeded.", status: status)
        }
        if state.options.enforcesRates, let last = ses.sent.last,
            call.now.duration(since: last) < .milliseconds(1_000 / max(ses.sendRate, 1))
        {
            throw AWSFault(code, "Maximum sending rate exceeded.", status: status)
        }
        state[ses: account, region].sent.add(counted, at: call.now)
    }

    // MARK: Authorisation

    private func use(of party: Message.Party, _ state: WorldState) -> Use {
        guard let text = party.arn else { return ownUse(of: party.address, state) }
        guard let arn = IdentityARN(text), arn.region == region, arn.covers(party.address) else {
            return Use(
                address: party.address, owner: account, arn: text, identity: nil, policies: [], isDelegated: true,
                isVerified: false)
        }
        let ses = state[ses: arn.account, region]
        // What is no identity there has no policy that could let anybody in, even where the address itself is one.
        guard var identity = ses.identities[arn.identity] else {
            return Use(
                address: party.address, owner: arn.account, arn: text, identity: nil, policies: [], isDelegated: true,
                isVerified: false)
        }
        // A policy on the address beats one on its domain, whichever of the two the request names.
        if !has(.policyOfNamedIdentityCounts, state), let own = ses.identities[party.address.text],
            !own.policies.isEmpty
        {
            identity = own
        }
        return Use(
            address: party.address, owner: arn.account,
            arn: Names.identityARN(call.partition, arn.account, region, identity.name),
            identity: identity, policies: policies(of: identity), isDelegated: true,
            isVerified: identity.isVerified || ses.verifiedIdentity(covering: party.address) != nil)
    }

    private func ownUse(of address: MailAddress, _ state: WorldState) -> Use {
        let ses = state[ses: account, region]
        let identity = ses.verifiedIdentity(covering: address)
        return Use(
            address: address, owner: account,
            arn: Names.identityARN(call.partition, account, region, identity?.name ?? address.text), identity: identity,
            policies: policies(of: identity), isDelegated: false, isVerified: identity != nil)
    }

    private func policies(of identity: EmailIdentity?) -> [NamedPolicy] {
        identity?.policies.sorted { $0.key < $1.key }.map { NamedPolicy($0.key, $0.value.document) } ?? []
    }

    private func authorize(_ use: Use, _ state: WorldState) throws(AWSFault) {
        // Who may send as anything learns that the address is not verified; others that they may not send as it.
        if !use.isDelegated, !use.isVerified, has(.missingSourceARNIsMessageRejected, state) { return }
        try authorize(resource: use.arn, policies: use.policies, state)
    }

    private func authorize(resource: String, policies: [NamedPolicy], _ state: WorldState) throws(AWSFault) {
        let decision = try Authorizer.decide(
            call, action: message.action, resource: resource, resourcePolicies: policies, context: context, in: state)
        guard decision.isAllowed else {
            throw Authorizer.sending(
                call, action: message.action, resource: resource, plain: has(.plainAccessDeniedWording, state))
        }
    }

    private var context: [(String, ContextValue)] {
        var context: [(String, ContextValue)] = [
            ("ses:Recipients", .list(message.recipients.map(\.text))),
            ("ses:ApiVersion", call.service == .sesv2 ? "2" : "1"),
        ]
        if let sender = message.sender {
            context += [
                ("ses:FromAddress", .one(sender.text)), ("ses:FromDisplayName", .one(sender.displayName)),
                ("ses:FeedbackAddress", .one((message.parties.last?.address ?? sender).text)),
            ]
        }
        return context
    }

    private func configurationSet(_ uses: [Use], _ state: WorldState) throws(AWSFault) -> String? {
        var name = message.configurationSet
        if name == nil, let use = uses.first {
            let applies = use.owner == account || !has(.defaultConfigurationSetIgnoredForDelegates, state)
            name = applies ? use.identity?.configurationSet : nil
        }
        guard let name else { return nil }
        try authorize(resource: Names.configurationSetARN(call.partition, account, region, name), policies: [], state)
        guard let set = state[ses: account, region].configurationSets[name] else {
            throw SESFault.noConfigurationSet(call, name)
        }
        guard set.sendingEnabled else {
            throw AWSFault(
                call.service == .sesv2 ? "SendingPausedException" : "ConfigurationSetSendingPausedException",
                "Sending paused for configuration set <\(name)>. For more information, please check the inbox of the "
                    + "email address associated with your AWS account.")
        }
        return name
    }

    // MARK: Verification and sandbox

    private func checkVerified(_ uses: [Use], _ state: WorldState) throws(AWSFault) {
        var failed = uses.filter { !$0.isVerified }.map(\.address.text)
        let owner = uses.first?.owner ?? account
        let isSandboxed = !state[ses: account, region].productionAccess
        if isSandboxed, failed.isEmpty {
            for recipient in message.recipients { try authorizeInSandbox(recipient, owner, state) }
        }
        if isSandboxed || !state[ses: owner, region].productionAccess {
            failed += message.recipients.filter { !isAccepted($0, owner, isSandboxed, state) }.map(\.text)
        }
        var seen: Set<String> = []
        failed = failed.filter { seen.insert($0).inserted }
        guard failed.isEmpty else { throw SESFault.notVerified(failed, region) }
    }

    /// In the sandbox the caller also needs the permission on every recipient's identity.
    private func authorizeInSandbox(_ recipient: MailAddress, _ owner: String, _ state: WorldState) throws(AWSFault) {
        if recipient.isMailboxSimulator, !has(.simulatorNeedsGrant, state) { return }
        let account = has(.recipientARNInIdentityAccount, state) ? owner : self.account
        let ses = state[ses: account, region]
        let identity = ses.identities[recipient.text] ?? ses.verifiedIdentity(covering: recipient)
        let arn = Names.identityARN(call.partition, account, region, identity?.name ?? recipient.text)
        // Across accounts there is no sending policy on a recipient; the caller's own policies decide.
        let decision = try Authorizer.decide(
            call, action: message.action, resource: arn, resourcePolicies: policies(of: identity), context: context,
            in: state)
        guard decision.isAllowed || !decision.blame.contains(.identity) && account != self.account else {
            throw Authorizer.sending(
                call, action: message.action, resource: arn, plain: has(.plainAccessDeniedWording, state))
        }
    }

    /// Whether the sandbox lets a recipient through.
    private func isAccepted(
        _ recipient: MailAddress, _ owner: String, _ isSandboxed: Bool, _ state: WorldState
    ) -> Bool {
        if recipient.isMailboxSimulator { return true }
        if state[ses: account, region].verifiedIdentity(covering: recipient) != nil { return true }
        let ownerCounts = !isSandboxed || has(.sandboxAcceptsRecipientsOfIdentityOwner, state)
        return ownerCounts && state[ses: owner, region].verifiedIdentity(covering: recipient) != nil
    }

    // MARK: Delivery

    /// The message as it arrives: at those whom SES does not keep it from.
    private func mail(_ uses: [Use], _ state: WorldState) -> DeliveredMail {
        let owner = uses.first?.owner ?? account
        let listOwner = has(.identityOwnersSuppressionList, state) ? owner : account
        let suppressed = Set(state[ses: listOwner, region].suppressed.keys.map { $0.lowercased() })
        let delivered = message.recipients.filter { address in
            let isBounced =
                address.isMailboxSimulator && ["bounce", "suppressionlist"].contains { address.local.hasPrefix($0) }
            return !isBounced && !suppressed.contains(address.text.lowercased())
        }
        return DeliveredMail(
            kind: .message, messageID: Self.messageID(call), time: call.now, sender: message.sender?.text ?? "",
            recipients: delivered.map(\.text), subject: message.subject, body: message.body, account: account,
            region: region, identityARN: uses.first?.arn)
    }

    private func deliver(_ mail: DeliveredMail, _ state: inout WorldState) {
        guard !mail.recipients.isEmpty, !message.isUnrendered else { return }
        state.inbox.append(mail)
        state.begunWork.take(mail)
    }

    private func has(_ hypothesis: Hypothesis, _ state: WorldState) -> Bool {
        state.options.hypotheses.contains(hypothesis)
    }

    /// A message id in SES's form.
    static func messageID(_ call: AWSCall) -> String {
        let milliseconds = call.now.secondsSinceEpoch * 1_000 + Int64(call.now.nanoseconds / 1_000_000)
        let time = String(milliseconds, radix: 16).zeroPadded(to: 12)
        return "0102" + time + "-" + String(call.randomness.uuid().prefix(8)) + call.randomness.uuid().dropFirst(8)
            + "-000000"
    }
}

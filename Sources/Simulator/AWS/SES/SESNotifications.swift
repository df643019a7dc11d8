/// Where version 1 of SES sends what becomes of an identity's mail, and the identity's other settings.
enum SESNotifications {
    private static let kinds = ["Bounce", "Complaint", "Delivery"]

    /// Topics, forwarding by mail, and which notifications carry headers.
    static func attributes(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let entries = try SESIdentities.identities(call, state).map { identity in
            let topics = kinds.compactMap { kind in
                identity.notificationTopics[kind].map { XMLNode(kind + "Topic", $0) }
            }
            let headers = kinds.map {
                XMLNode("HeadersIn\($0)NotificationsEnabled", identity.notificationHeaders.contains($0))
            }
            return (
                key: identity.name,
                value: XMLNode(
                    "value", topics + [XMLNode("ForwardingEnabled", identity.feedbackForwarding)] + headers)
            )
        }
        return .xml([.map("NotificationAttributes", entries)])
    }

    /// Sets or removes the topic of a kind of notification.
    static func setTopic(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let kind = try kind(call)
        return try change(call, &state) { $0.notificationTopics[kind] = call.form["SnsTopic"] }
    }

    /// Chooses whether a kind of notification carries the message's headers.
    static func setHeaders(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let kind = try kind(call)
        let isWanted = call.flag("Enabled")
        return try change(call, &state) { identity in
            if isWanted { identity.notificationHeaders.insert(kind) } else { identity.notificationHeaders.remove(kind) }
        }
    }

    /// Switches the forwarding of bounces on or off.
    static func setForwarding(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        try change(call, &state) { $0.feedbackForwarding = call.flag("ForwardingEnabled") }
    }

    /// Switches signing on or off.
    static func setDKIM(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        try change(call, &state) { $0.dkimEnabled = call.flag("DkimEnabled") }
    }

    /// The custom MAIL FROM domains.
    static func mailFrom(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let entries = try SESIdentities.identities(call, state).map { identity in
            let domain = identity.mailFromDomain
            let isDefault = identity.mailFromBehaviour == "USE_DEFAULT_VALUE"
            return (
                key: identity.name,
                value: XMLNode(
                    "value",
                    (domain.map {
                        [
                            XMLNode("MailFromDomain", $0),
                            XMLNode("MailFromDomainStatus", status(identity.mailFromStatus)),
                        ]
                    } ?? [])
                        + [XMLNode("BehaviorOnMXFailure", isDefault ? "UseDefaultValue" : "RejectMessage")])
            )
        }
        return .xml([.map("MailFromDomainAttributes", entries)])
    }

    /// Sets or removes the custom MAIL FROM domain.
    static func setMailFrom(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        try change(call, &state) { identity in
            identity.mailFromDomain = call.form["MailFromDomain"]
            identity.mailFromStatus = "PENDING"
            identity.mailFromBehaviour =
                call.form["BehaviorOnMXFailure"] == "RejectMessage" ? "REJECT_MESSAGE" : "USE_DEFAULT_VALUE"
        }
    }

    /// A status in the words of version 1: `TemporaryFailure`.
    private static func status(_ name: String) -> String {
        name.split(separator: "_").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined()
    }

    private static func kind(_ call: AWSCall) throws(AWSFault) -> String {
        let kind = try call.required("NotificationType")
        guard kinds.contains(kind) else {
            throw .invalid(
                "notificationType", kind, "Member must satisfy enum value set: [\(kinds.joined(separator: ", "))]")
        }
        return kind
    }

    private static func change(
        _ call: AWSCall, _ state: inout WorldState, _ body: (inout EmailIdentity) -> Void
    ) throws(AWSFault) -> AWSAnswer {
        let name = try IdentityName.orARN(call.required("Identity"), call)
        guard var identity = state[ses: call.account, call.region].identities[name] else {
            throw SESFault.noIdentity(call, name)
        }
        body(&identity)
        state[ses: call.account, call.region].identities[name] = identity
        return .xml([])
    }
}

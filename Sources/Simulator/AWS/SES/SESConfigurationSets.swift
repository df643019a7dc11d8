import Wire

/// Configuration sets as both versions of SES know them.
enum ConfigurationSets {
    /// The kinds of events, as version 2 writes them.
    static let eventKinds = [
        "SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK", "RENDERING_FAILURE", "DELIVERY_DELAY",
        "SUBSCRIPTION",
    ]

    /// The set of a name.
    static func find(_ name: String, _ call: AWSCall, _ state: WorldState) throws(AWSFault) -> ConfigurationSet {
        guard let set = state[ses: call.account, call.region].configurationSets[name] else {
            throw SESFault.noConfigurationSet(call, name)
        }
        return set
    }

    /// A set that is about to be made.
    static func new(_ name: String, _ call: AWSCall, _ state: WorldState) throws(AWSFault) -> ConfigurationSet {
        let allowed: (UInt8) -> Bool = {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
                || $0 == 0x2D
        }
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(allowed) else {
            throw AWSFault(
                call.service == .sesv2 ? "BadRequestException" : "InvalidConfigurationSet",
                "Invalid configuration set name <\(name.prefix(100))>.")
        }
        guard state[ses: call.account, call.region].configurationSets[name] == nil else {
            throw SESFault.exists(
                call, "ConfigurationSetAlreadyExists", "Configuration set <\(name)> already exists.")
        }
        return ConfigurationSet(name: name)
    }
}

/// Configuration sets in the first version of SES.
enum SESConfigurationSets {
    /// Creates a set.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let set = try ConfigurationSets.new(call.required("ConfigurationSet.Name"), call, state)
        state[ses: call.account, call.region].configurationSets[set.name] = set
        return .xml([])
    }

    /// Lists sets.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let page = try Page(
            state[ses: call.account, call.region].configurationSets.keys.sorted(),
            limit: call.number("MaxItems", in: 1...1_000) ?? 100, marker: call.form["NextToken"],
            refusal: SESFault.parameter(call, "Invalid NextToken."))
        return .xml(
            [.list("ConfigurationSets", page.items.map { [XMLNode("Name", $0)] })]
                + (page.next.map { [XMLNode("NextToken", $0)] } ?? []))
    }

    /// Shows a set, and of it what is asked for.
    static func describe(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let set = try find(call, state)
        let wanted = call.form.list("ConfigurationSetAttributeNames")
        var nodes = [XMLNode("ConfigurationSet", [XMLNode("Name", set.name)])]
        if wanted.contains("eventDestinations") {
            let destinations = set.eventDestinations.sorted { $0.key < $1.key }
            nodes.append(.list("EventDestinations", destinations.map { Self.destination($0.key, $0.value) }))
        }
        if wanted.contains("trackingOptions"),
            let domain = set.options["TrackingOptions"]?["CustomRedirectDomain"]?.string
        {
            nodes.append(XMLNode("TrackingOptions", [XMLNode("CustomRedirectDomain", domain)]))
        }
        if wanted.contains("deliveryOptions") {
            let policy = set.options["DeliveryOptions"]?["TlsPolicy"]?.string == "REQUIRE" ? "Require" : "Optional"
            nodes.append(XMLNode("DeliveryOptions", [XMLNode("TlsPolicy", policy)]))
        }
        if wanted.contains("reputationOptions") {
            let isMeasured = set.options["ReputationOptions"]?["ReputationMetricsEnabled"]?.bool ?? false
            nodes.append(
                XMLNode(
                    "ReputationOptions",
                    [
                        XMLNode("SendingEnabled", set.sendingEnabled),
                        XMLNode("ReputationMetricsEnabled", isMeasured),
                    ]))
        }
        return .xml(nodes)
    }

    /// Deletes a set.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let set = try find(call, state)
        state[ses: call.account, call.region].configurationSets[set.name] = nil
        return .xml([])
    }

    /// Switches sending with a set on or off.
    static func updateSending(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let set = try find(call, state)
        state[ses: call.account, call.region].configurationSets[set.name]?.sendingEnabled = call.flag("Enabled")
        return .acknowledged
    }

    /// Switches the measuring of bounces and complaints on or off.
    static func updateReputation(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let set = try find(call, state)
        state[ses: call.account, call.region].configurationSets[set.name]?.options["ReputationOptions"] = [
            "ReputationMetricsEnabled": .bool(call.flag("Enabled"))
        ]
        return .acknowledged
    }

    /// Adds a destination of events.
    static func createEventDestination(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let set = try find(call, state)
        let name = try call.required("EventDestination.Name")
        guard set.eventDestinations[name] == nil else {
            throw AWSFault("EventDestinationAlreadyExists", "Event destination <\(name)> already exists.")
        }
        let kinds = call.form.list("EventDestination.MatchingEventTypes").compactMap { given in
            ConfigurationSets.eventKinds.first { version1($0) == given }
        }
        state[ses: call.account, call.region].configurationSets[set.name]?.eventDestinations[name] = .present([
            ("Enabled", .bool(call.flag("EventDestination.Enabled"))), ("MatchingEventTypes", JSONValue(kinds)),
            ("SnsDestination", call.form["EventDestination.SNSDestination.TopicARN"].map { ["TopicArn": .string($0)] }),
        ])
        return .xml([])
    }

    /// Removes a destination of events.
    static func deleteEventDestination(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let set = try find(call, state)
        let name = try call.required("EventDestinationName")
        guard set.eventDestinations[name] != nil else {
            throw AWSFault("EventDestinationDoesNotExist", "Event destination <\(name)> does not exist.")
        }
        state[ses: call.account, call.region].configurationSets[set.name]?.eventDestinations[name] = nil
        return .xml([])
    }

    private static func find(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> ConfigurationSet {
        try ConfigurationSets.find(call.required("ConfigurationSetName"), call, state)
    }

    /// An event destination in the words of version 1.
    private static func destination(_ name: String, _ definition: JSONValue) -> [XMLNode] {
        let kinds = (definition["MatchingEventTypes"]?.array ?? []).compactMap(\.string).map(version1)
        var nodes = [
            XMLNode("Name", name), XMLNode("Enabled", definition["Enabled"]?.bool ?? false),
            .list("MatchingEventTypes", texts: kinds),
        ]
        if let topic = definition["SnsDestination"]?["TopicArn"]?.string {
            nodes.append(XMLNode("SNSDestination", [XMLNode("TopicARN", topic)]))
        }
        return nodes
    }

    /// `RENDERING_FAILURE` as version 1 writes it: `renderingFailure`.
    private static func version1(_ kind: String) -> String {
        let words = kind.lowercased().split(separator: "_")
        return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}

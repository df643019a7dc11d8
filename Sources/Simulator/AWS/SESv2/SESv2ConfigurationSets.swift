import Wire

/// Configuration sets in the second version of SES: what is set in one is kept, and sending can be switched off.
enum SESv2ConfigurationSets {
    /// Options that are kept as they are given, by the last part of the path that sets them.
    private static let options = [
        "reputation-options": "ReputationOptions", "tracking-options": "TrackingOptions",
        "delivery-options": "DeliveryOptions", "suppression-options": "SuppressionOptions",
        "vdm-options": "VdmOptions", "archiving-options": "ArchivingOptions",
    ]

    /// Creates a set.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        var set = try ConfigurationSets.new(call.requiredText("ConfigurationSetName"), call, state)
        set.sendingEnabled = call.body["SendingOptions"]?["SendingEnabled"]?.bool ?? true
        set.tags = try call.checkedTags
        for name in options.values { set.options[name] = call.body[name] }
        state[ses: call.account, call.region].configurationSets[set.name] = set
        return .object([])
    }

    /// Lists the sets' names.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let page = try call.jsonPage(state[ses: call.account, call.region].configurationSets.keys.sorted())
        return .object([
            ("ConfigurationSets", JSONValue(page.items)), ("NextToken", page.next.map { .string($0) }),
        ])
    }

    /// Shows a set.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let set = try find(call, state)
        var shown = set.options
        shown["ReputationOptions"] = shown["ReputationOptions"] ?? ["ReputationMetricsEnabled": false]
        shown["DeliveryOptions"] = shown["DeliveryOptions"] ?? ["TlsPolicy": "OPTIONAL"]
        return .object(
            [
                ("ConfigurationSetName", .string(set.name)), ("Tags", .tags(set.tags)),
                ("SendingOptions", ["SendingEnabled": .bool(set.sendingEnabled)]),
            ] + shown.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// Deletes a set; identities that have it as default keep naming it.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let set = try find(call, state)
        state[ses: call.account, call.region].configurationSets[set.name] = nil
        return .object([])
    }

    /// Switches sending with a set on or off.
    static func putSending(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        try change(call, &state) { $0.sendingEnabled = call.body["SendingEnabled"]?.bool ?? false }
    }

    /// Sets the options whose name the path ends with.
    static func putOptions(
        _ path: String
    ) -> @Sendable (AWSCall, inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = options[path] ?? path
        return { call, state throws(AWSFault) in
            try change(call, &state) { $0.options[name] = .object(call.body) }
        }
    }

    // MARK: Event destinations

    /// Shows where events go.
    static func eventDestinations(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let destinations = try find(call, state).eventDestinations.sorted { $0.key < $1.key }.map { name, definition in
            var destination = definition
            destination.set(["Name"], .string(name))
            return destination
        }
        return .object([("EventDestinations", .array(destinations))])
    }

    /// Adds a destination of events.
    static func createEventDestination(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = try call.requiredText("EventDestinationName")
        guard try find(call, state).eventDestinations[name] == nil else {
            throw AWSFault("AlreadyExistsException", "Event destination <\(name)> already exists.")
        }
        let definition = try definition(call)
        return try change(call, &state) { $0.eventDestinations[name] = definition }
    }

    /// Replaces a destination of events.
    static func updateEventDestination(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = try existing(call, state)
        let definition = try definition(call)
        return try change(call, &state) { $0.eventDestinations[name] = definition }
    }

    /// Removes a destination of events.
    static func deleteEventDestination(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = try existing(call, state)
        return try change(call, &state) { $0.eventDestinations[name] = nil }
    }

    private static func existing(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> String {
        let name = call.path["EventDestinationName"] ?? ""
        guard try find(call, state).eventDestinations[name] != nil else {
            throw AWSFault("NotFoundException", "Event destination <\(name)> does not exist.", status: 404)
        }
        return name
    }

    private static func definition(_ call: AWSCall) throws(AWSFault) -> JSONValue {
        guard let definition = call.body["EventDestination"], definition.object != nil else {
            throw AWSFault("BadRequestException", "Missing required field: EventDestination")
        }
        let kinds = (definition["MatchingEventTypes"]?.array ?? []).compactMap(\.string)
        guard !kinds.isEmpty, kinds.allSatisfy(ConfigurationSets.eventKinds.contains) else {
            throw AWSFault("BadRequestException", "MatchingEventTypes must hold known event types")
        }
        return definition
    }

    // MARK: Parts

    private static func find(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> ConfigurationSet {
        try ConfigurationSets.find(call.path["Name"] ?? "", call, state)
    }

    private static func change(
        _ call: AWSCall, _ state: inout WorldState, _ body: (inout ConfigurationSet) -> Void
    ) throws(AWSFault) -> AWSAnswer {
        var set = try find(call, state)
        body(&set)
        state[ses: call.account, call.region].configurationSets[set.name] = set
        return .object([])
    }
}

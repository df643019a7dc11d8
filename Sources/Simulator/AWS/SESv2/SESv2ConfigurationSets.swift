import Wire

/// Configuration sets, as far as they decide whether a send goes out.
enum SESv2ConfigurationSets {
    /// Creates a set.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = try call.requiredText("ConfigurationSetName")
        guard name.utf8.count <= 64 else { throw AWSFault("BadRequestException", "Invalid configuration set name") }
        guard state[ses: call.account, call.region].configurationSets[name] == nil else {
            throw AWSFault("AlreadyExistsException", "Configuration set <\(name)> already exists.")
        }
        state[ses: call.account, call.region].configurationSets[name] = ConfigurationSet(
            name: name, sendingEnabled: call.body["SendingOptions"]?["SendingEnabled"]?.bool ?? true,
            tags: call.bodyTags)
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
        return .object([
            ("ConfigurationSetName", .string(set.name)), ("Tags", .tags(set.tags)),
            ("SendingOptions", ["SendingEnabled": .bool(set.sendingEnabled)]),
            ("ReputationOptions", ["ReputationMetricsEnabled": false]),
        ])
    }

    /// Deletes a set; identities that have it as default keep naming it.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let set = try find(call, state)
        state[ses: call.account, call.region].configurationSets[set.name] = nil
        return .object([])
    }

    /// Switches sending with a set on or off.
    static func putSending(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let set = try find(call, state)
        state[ses: call.account, call.region].configurationSets[set.name]?.sendingEnabled =
            call.body["SendingEnabled"]?.bool ?? false
        return .object([])
    }

    private static func find(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> ConfigurationSet {
        let name = call.path["Name"] ?? ""
        guard let set = state[ses: call.account, call.region].configurationSets[name] else {
            throw SESFault.noConfigurationSet(call, name)
        }
        return set
    }
}

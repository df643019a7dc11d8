import Wire

/// The suppression list of an account, whose addresses are looked up to the letter.
enum SESv2Suppression {
    /// Shows an entry; an address that is not on the list is not found.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let (address, entry) = try find(call, state)
        return .object([
            (
                "SuppressedDestination",
                [
                    "EmailAddress": .string(address), "Reason": .string(entry.reason),
                    "LastUpdateTime": .seconds(entry.time), "Attributes": [:],
                ]
            )
        ])
    }

    /// Lists the entries, of some reasons or of some time where the query says so.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let reasons = call.query["Reason"] ?? []
        let start = try moment("StartDate", call)
        let end = try moment("EndDate", call)
        let all = state[ses: call.account, call.region].suppressed.sorted { $0.key < $1.key }.filter { _, entry in
            (reasons.isEmpty || reasons.contains(entry.reason))
                && (start.map { entry.time >= $0 } ?? true) && (end.map { entry.time <= $0 } ?? true)
        }
        let page = try call.jsonPage(all)
        let summaries: [JSONValue] = page.items.map { address, entry in
            [
                "EmailAddress": .string(address), "Reason": .string(entry.reason),
                "LastUpdateTime": .seconds(entry.time),
            ]
        }
        return .object([
            ("SuppressedDestinationSummaries", .array(summaries)), ("NextToken", page.next.map { .string($0) }),
        ])
    }

    /// Adds an entry.
    static func put(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let address = try IdentityName.address(call.requiredText("EmailAddress"), call)
        let reason = try call.requiredText("Reason")
        guard ["BOUNCE", "COMPLAINT"].contains(reason) else {
            throw AWSFault("BadRequestException", "Reason must be BOUNCE or COMPLAINT")
        }
        state[ses: call.account, call.region].suppressed[address] = SuppressedAddress(reason: reason, time: call.now)
        return .object([])
    }

    /// Removes an entry.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let (address, _) = try find(call, state)
        state[ses: call.account, call.region].suppressed[address] = nil
        return .object([])
    }

    private static func moment(_ name: String, _ call: AWSCall) throws(AWSFault) -> Timestamp? {
        guard let text = call.query[name]?.last else { return nil }
        guard let moment = Timestamp(iso8601: text) else {
            throw AWSFault("BadRequestException", "\(name) must be a time as ISO 8601 writes it")
        }
        return moment
    }

    private static func find(
        _ call: AWSCall, _ state: WorldState
    ) throws(AWSFault) -> (address: String, entry: SuppressedAddress) {
        let address = call.path["EmailAddress"] ?? ""
        guard let entry = state[ses: call.account, call.region].suppressed[address] else {
            throw AWSFault(
                "NotFoundException", "Email address \(address) does not exist on your suppression list.", status: 404)
        }
        return (address, entry)
    }
}

import Wire

/// The operations of CloudTrail: looking up what happened, and which trails there are.
enum CloudTrailOperations {
    /// The table of operations.
    static let table: [AWSOperation] = [
        look("LookupEvents", lookupEvents),
        look("DescribeTrails", Trails.describe),
        look("ListTrails", Trails.list),
        look("GetTrail", Trails.get),
        look("GetTrailStatus", Trails.get),
        look("GetEventSelectors", Trails.get),
    ]

    private static func look(_ name: String, _ work: @escaping AWSOperation.Work) -> AWSOperation {
        AWSOperation(name, action: "cloudtrail:" + name, readOnly: true, work: work)
    }

    private static let keys: Set<String> = [
        "EventId", "EventName", "ReadOnly", "Username", "ResourceType", "ResourceName", "EventSource", "AccessKeyId",
    ]

    private static func lookupEvents(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let attributes = call.body["LookupAttributes"]?.array ?? []
        guard attributes.count <= 1 else {
            throw AWSFault("InvalidLookupAttributesException", "You can specify only one lookup attribute.")
        }
        let key = attributes.first?["AttributeKey"]?.string
        let value = attributes.first?["AttributeValue"]?.string ?? ""
        guard key.map(keys.contains) ?? true else {
            throw AWSFault("InvalidLookupAttributesException", "Invalid lookup attribute key \(key ?? "").")
        }
        let start = call.body["StartTime"]?.double ?? 0
        let end = call.body["EndTime"]?.double ?? Double(call.now.secondsSinceEpoch)
        guard start <= end else {
            throw AWSFault("InvalidTimeRangeException", "The start time is after the end time.")
        }
        let limit = call.body["MaxResults"]?.int ?? 50
        guard (1...50).contains(limit) else {
            throw AWSFault("InvalidMaxResultsException", "MaxResults must be between 1 and 50.")
        }
        let found = state.events.all.reversed().filter { event in
            event.account == call.account && event.region == call.region
                && Double(event.time.secondsSinceEpoch) >= start && Double(event.time.secondsSinceEpoch) <= end
                && (key.map { matches(event, $0, value) } ?? true)
        }
        let page = try Page(
            found, limit: limit, marker: call.body["NextToken"]?.string,
            refusal: AWSFault("InvalidNextTokenException", "Invalid NextToken."))
        return .object([
            ("Events", .array(page.items.map(json))), ("NextToken", page.next.map { .string($0) }),
        ])
    }

    private static func matches(_ event: TrailEvent, _ key: String, _ value: String) -> Bool {
        switch key {
        case "EventId": event.id == value
        case "EventName": event.name == value
        case "ReadOnly": String(event.readOnly) == value
        case "Username": event.userName == value
        case "ResourceType": event.resources.contains { $0.type == value }
        case "ResourceName": event.resources.contains { $0.name == value }
        case "EventSource": event.source == value
        default: event.accessKeyID == value
        }
    }

    private static func json(_ event: TrailEvent) -> JSONValue {
        let resources: [JSONValue] = event.resources.map {
            ["ResourceType": .string($0.type), "ResourceName": .string($0.name)]
        }
        return .present([
            ("EventId", .string(event.id)), ("EventName", .string(event.name)),
            ("ReadOnly", .string(String(event.readOnly))),
            ("AccessKeyId", event.accessKeyID.isEmpty ? nil : .string(event.accessKeyID)),
            ("EventTime", .seconds(event.time)), ("EventSource", .string(event.source)),
            ("Username", .string(event.userName)), ("Resources", .array(resources)),
            ("CloudTrailEvent", .string(event.document.serialized(.compact))),
        ])
    }
}

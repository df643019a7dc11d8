import Wire

/// Trails, of which a world has none: the event history that `LookupEvents` shows needs none.
enum Trails {
    /// The trails in full.
    static func describe(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        .object([("trailList", [])])
    }

    /// The trails' names.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        .object([("Trails", [])])
    }

    /// A trail, its status or its selectors.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        guard let name = (call.body["Name"] ?? call.body["TrailName"])?.string, name.utf8.count >= 3 else {
            throw AWSFault("InvalidTrailNameException", "Trail name cannot be blank!")
        }
        throw AWSFault(
            "TrailNotFoundException",
            "Unknown trail: arn:\(call.partition):cloudtrail:\(call.region):\(call.account):trail/\(name) for the user: \(call.account)",
            status: 404)
    }
}

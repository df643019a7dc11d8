import Wire

/// The tags of SES resources, by ARN.
enum SESv2Tags {
    /// What an ARN names.
    private enum Target {
        case identity(String)
        case set(String)
    }

    /// Lists tags.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let tags: Tags? =
            switch try target(call.query["ResourceArn"]?.last, call, state) {
            case .identity(let name): state[ses: call.account, call.region].identities[name]?.tags
            case .set(let name): state[ses: call.account, call.region].configurationSets[name]?.tags
            }
        return .object([("Tags", .tags(tags ?? Tags()))])
    }

    /// Adds tags.
    static func tag(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let target = try target(call.requiredText("ResourceArn"), call, state)
        let given = try call.checkedTags
        try change(target, call, &state) { tags in
            for tag in given.list { tags.set(tag) }
        }
        return .object([])
    }

    /// Removes tags.
    static func untag(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let target = try target(call.query["ResourceArn"]?.last, call, state)
        try change(target, call, &state) { tags in
            for key in call.query["TagKeys"] ?? [] { tags.remove(key) }
        }
        return .object([])
    }

    private static func change(
        _ target: Target, _ call: AWSCall, _ state: inout WorldState, _ body: (inout Tags) -> Void
    ) throws(AWSFault) {
        var ses = state[ses: call.account, call.region]
        var tags = Tags()
        switch target {
        case .identity(let name): tags = ses.identities[name]?.tags ?? tags
        case .set(let name): tags = ses.configurationSets[name]?.tags ?? tags
        }
        body(&tags)
        guard tags.count <= 50 else { throw AWSFault("BadRequestException", "Too many tags.") }
        switch target {
        case .identity(let name): ses.identities[name]?.tags = tags
        case .set(let name): ses.configurationSets[name]?.tags = tags
        }
        state[ses: call.account, call.region] = ses
    }

    private static func target(
        _ arn: String?, _ call: AWSCall, _ state: WorldState
    ) throws(AWSFault) -> Target {
        guard let arn else { throw AWSFault("BadRequestException", "Missing required field: ResourceArn") }
        let ses = state[ses: call.account, call.region]
        for name in ses.identities.keys where Names.identityARN(call.partition, call.account, call.region, name) == arn
        {
            return .identity(name)
        }
        for name in ses.configurationSets.keys
        where Names.configurationSetARN(call.partition, call.account, call.region, name) == arn {
            return .set(name)
        }
        throw AWSFault("NotFoundException", "Resource \(arn.prefix(400)) was not found.", status: 404)
    }
}

import Wire

/// Writes what happened into the world's trail, as CloudTrail's event history would show it.
enum Trail {
    /// Notes a call that was done or refused; sends are data events and never shown.
    static func note(_ call: AWSCall, _ operation: AWSOperation, fault: AWSFault?, _ state: inout WorldState) {
        guard operation.isLogged, !operation.readOnly, !call.account.isEmpty else { return }
        append(call, fault: fault, account: call.account, identity: identity(call.caller), resources: [], &state)
    }

    /// Notes a call whose event belongs to a certain account, with the caller as that event names it.
    static func append(
        _ call: AWSCall, fault: AWSFault?, account: String, identity: JSONValue, resources: [TrailEvent.Resource],
        _ state: inout WorldState
    ) {
        let id = call.randomness.uuid()
        var document: [(String, JSONValue)] = [
            ("eventVersion", "1.10"), ("userIdentity", identity), ("eventTime", .string(call.now.iso8601)),
            ("eventSource", .string(call.service.eventSource)), ("eventName", .string(call.operation)),
            ("awsRegion", .string(call.region)), ("sourceIPAddress", "127.0.0.1"),
            ("userAgent", .string(call.userAgent)),
        ]
        if let fault {
            document += [("errorCode", .string(fault.code)), ("errorMessage", .string(fault.message))]
        }
        document += [("requestParameters", RequestParameters.shown(call)), ("responseElements", .null)]
        document += [
            ("requestID", .string(call.requestID)), ("eventID", .string(id)), ("readOnly", false),
            ("eventType", "AwsApiCall"), ("managementEvent", true), ("recipientAccountId", .string(account)),
            ("eventCategory", "Management"),
        ]
        state.events.append(
            TrailEvent(
                id: id, time: call.now, account: account, region: call.region, source: call.service.eventSource,
                name: call.operation, readOnly: false, callerARN: call.caller?.arn ?? "",
                userName: identity["userName"]?.string ?? call.caller?.userName ?? "",
                accessKeyID: call.caller?.accessKeyID ?? "", resources: resources + Self.resources(call),
                document: .object(JSONObject(document))))
    }

    private static func identity(_ caller: Caller?) -> JSONValue {
        guard let caller else { return ["type": "Unknown"] }
        var members: [(String, JSONValue)] = [
            ("type", caller.userID.contains(":") ? "AssumedRole" : "IAMUser"), ("principalId", .string(caller.userID)),
            ("arn", .string(caller.arn)), ("accountId", .string(caller.account)),
            ("accessKeyId", .string(caller.accessKeyID)),
        ]
        switch caller.kind {
        case .user(let name, _): members.append(("userName", .string(name)))
        case .role(let name, let id, _):
            members.append(
                (
                    "sessionContext",
                    [
                        "sessionIssuer": [
                            "type": "Role", "principalId": .string(id), "arn": .string(caller.principalARN),
                            "accountId": .string(caller.account), "userName": .string(name),
                        ]
                    ]
                ))
        }
        return .object(JSONObject(members))
    }

    private static func resources(_ call: AWSCall) -> [TrailEvent.Resource] {
        let kinds = [
            ("RoleName", "AWS::IAM::Role"), ("PolicyArn", "AWS::IAM::Policy"), ("RoleArn", "AWS::IAM::Role"),
            ("OpenIDConnectProviderArn", "AWS::IAM::OpenIDConnectProvider"),
        ]
        return kinds.compactMap { parameter, type in
            call.form[parameter].map { TrailEvent.Resource(type: type, name: $0) }
        }
    }
}

import Wire

/// The world's refusal of a step, in its own words.
struct ScenarioRefusal: Error {
    var why: String
    /// Whether something is not there that the step is about.
    var isMissing = false
    /// The step, counted from 1.
    var step = 1
}

/// Does a scenario's steps in a world, through the same operations that clients use.
struct ScenarioRunner {
    var state: WorldState
    let values: ScenarioValues
    /// When the next step is done.
    var now: Timestamp
    let randomness: Randomness
    /// Whether the world has more in it than scenarios know: what is made gets a name that is free.
    var isAtWork = false

    /// Does steps in their order, each as often as it says.
    ///
    /// - Parameters:
    ///   - steps: the steps.
    ///   - moment: when one is done.
    /// - Throws: `ScenarioRefusal` for the first one that the world does not allow.
    mutating func run(
        _ steps: [ScenarioStep], at moment: (ScenarioStep) -> Timestamp
    ) throws(ScenarioRefusal) {
        for (index, step) in steps.enumerated() {
            now = moment(step)
            for round in 1...max(step.times, 1) {
                do throws(ScenarioRefusal) { try run(step, round: round) } catch {
                    var refusal = error
                    refusal.step = index + 1
                    throw refusal
                }
            }
        }
    }

    /// Does one step.
    ///
    /// - Parameters:
    ///   - step: the step.
    ///   - round: how often it has been begun, from 1.
    /// - Throws: `ScenarioRefusal` if the world does not allow it.
    mutating func run(_ step: ScenarioStep, round: Int = 1) throws(ScenarioRefusal) {
        let role = state[iam: values["eksAccount"]].roles[values["role"]]
        let more = [
            "n": String(round), "roleID": role?.id ?? "",
            "rolePath": role.map { String($0.path.dropFirst()) } ?? "",
        ]
        let parameters = values.filled(step.parameters, more)
        switch step.kind {
        case .aws(let service, let operation):
            try callAWS(step, service, values.filled(operation, more), parameters)
        case .kubernetes(let method, let path):
            try callKubernetes(step, method, values.filled(path, more), parameters)
        case .set(let name): try set(name, step, parameters)
        }
    }

    /// Makes a call to AWS.
    mutating func callAWS(
        _ step: ScenarioStep, _ name: String, _ operation: String, _ parameters: JSONValue
    ) throws(ScenarioRefusal) {
        guard let service = AWSService(rawValue: name) else { throw ScenarioRefusal(why: "no service \(name)") }
        var request = RawRequest(method: "POST", target: "/", headers: [])
        switch service.dialect {
        case .query:
            var form = Self.form(parameters, prefix: "")
            form.append(("Action", operation))
            request.body = Array(
                form.map { "\(Percent.encode($0.0))=\(Percent.encode($0.1))" }.joined(separator: "&").utf8)
        case .restJSON:
            let words = operation.split(separator: " ", maxSplits: 1).map(String.init)
            request.method = words.first ?? ""
            request.target = words.last ?? ""
            var body = parameters
            if let policy = body["Policy"], policy.object != nil {
                body.set(["Policy"], .string(policy.serialized(.compact)))
            }
            request.body = body.members.isEmpty ? [] : Array(body.serialized(.compact).utf8)
        case .json11:
            request.headers = [("x-amz-target", operation)]
            request.body = Array(parameters.serialized(.compact).utf8)
        }
        // Mail may be sent in another region than the cluster's.
        let own = service == .eks ? values["clusterRegion"] : values["region"]
        let region = service == .iam ? Authenticator.iamRegion(for: own) : step.region.isEmpty ? own : step.region
        var call = AWSCall(
            service: service, operation: "", region: region, now: now, requestID: randomness.uuid(),
            randomness: randomness)
        call.caller = state.administrator(of: values.account(of: step.side))
        call.userAgent = "aws-cli/2.32.6"
        if let person = step.habit.person, let account = call.caller?.account {
            call.caller = Caller.automation(person, of: account, in: state.partition)
            call.userAgent = person.contains("terraform") ? "APN/1.0 HashiCorp/1.0 Terraform/1.11.4" : "Boto3/1.40.4"
        }
        do throws(AWSFault) {
            let operation = try Routing.understand(request, &call)
            _ = try operation.work(call, &state)
            Trail.note(call, operation, fault: nil, &state)
        } catch {
            let isMissing = ["NoSuchEntity", "NotFoundException", "ResourceNotFoundException"].contains(error.code)
            throw ScenarioRefusal(why: "\(error.code): \(error.message)", isMissing: isMissing)
        }
    }

    private mutating func callKubernetes(
        _ step: ScenarioStep, _ method: String, _ path: String, _ object: JSONValue
    ) throws(ScenarioRefusal) {
        let target: APICall.Target
        let objects = state.cluster.objects
        do throws(APIFailure) {
            target = try APIPath.target(of: path) { CustomKinds.all(in: objects) }
        } catch {
            throw ScenarioRefusal(why: error.message)
        }
        var server = APIServer(cluster: state.cluster, now: now)
        let object = isAtWork && method == "POST" ? withFreeName(object, path) : object
        let answer = server.answer(
            APICall(
                method: method, target: target, query: [("fieldManager", step.manager)], contentType: step.mediaType,
                accept: "application/json", userAgent: "", body: Array(object.serialized(.compact).utf8),
                user: ClusterUser(name: "kubernetes-admin", groups: ["system:masters", "system:authenticated"])))
        if case .object(let refusal, let status) = answer, status >= 400 {
            throw ScenarioRefusal(why: refusal["message"]?.string ?? "status \(status)", isMissing: status == 404)
        }
        state.cluster = server.cluster
    }

    /// An object to make, with another name and label where there is one of its name.
    private func withFreeName(_ object: JSONValue, _ path: String) -> JSONValue {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.last == "deployments", parts.count > 2, let name = object.at(["metadata", "name"])?.string else {
            return object
        }
        let taken = { (name: String) in
            state.cluster.objects[ResourceKind.deployments.key(parts[parts.count - 2], name)] != nil
        }
        guard taken(name) else { return object }
        let free = (2...).lazy.map { "\(name)-\($0)" }.first { !taken($0) } ?? name
        var object = object
        object.set(["metadata", "name"], .string(free))
        for path in [["metadata"], ["spec", "selector"], ["spec", "template", "metadata"]] {
            let label = path + [path.last == "selector" ? "matchLabels" : "labels", "app"]
            if object.at(label)?.string == name { object.set(label, .string(free)) }
        }
        return object
    }

    /// Parameters as a form writes them: lists as `.member.1`, documents as text.
    private static func form(_ value: JSONValue, prefix: String) -> [(String, String)] {
        switch value {
        case .object(let members):
            members.keys.flatMap { key -> [(String, String)] in
                guard let inner = members[key] else { return [] }
                let name = prefix.isEmpty ? key : "\(prefix).\(key)"
                let isDocument = ["PolicyDocument", "AssumeRolePolicyDocument", "Policy"].contains(key)
                return isDocument && inner.object != nil
                    ? [(name, inner.serialized(.compact))] : form(inner, prefix: name)
            }
        case .array(let items):
            items.enumerated().flatMap { form($0.element, prefix: "\(prefix).member.\($0.offset + 1)") }
        case .string(let text): [(prefix, text)]
        case .null: []
        default: [(prefix, value.serialized(.compact))]
        }
    }
}

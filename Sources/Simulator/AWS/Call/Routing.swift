import Wire

/// Finds service and operation of a request.
enum Routing {
    /// The service a request is meant for, nil where nothing tells.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - scope: the service of its credential scope.
    /// - Returns: the service.
    static func service(of request: RawRequest, scope: String?) -> AWSService? {
        switch scope ?? hostService(request.header("host")) {
        case "sts": return .sts
        case "iam": return .iam
        case "eks": return .eks
        case "cloudtrail": return .cloudtrail
        case "organizations": return .organizations
        case "ses", "email": return request.path.hasPrefix("/v2/") ? .sesv2 : .ses
        default: break
        }
        if request.path.hasPrefix("/v2/email/") { return .sesv2 }
        if request.path.hasPrefix("/clusters") { return .eks }
        if let target = request.header("x-amz-target") {
            if target.contains("CloudTrail") { return .cloudtrail }
            if target.hasPrefix("AWSOrganizations") { return .organizations }
        }
        switch form(of: request)["Version"] {
        case "2011-06-15": return .sts
        case "2010-05-08": return .iam
        case "2010-12-01": return .ses
        default: return nil
        }
    }

    /// The first label of one of AWS's own hosts.
    private static func hostService(_ host: String?) -> String? {
        guard let host, isAWS(host) else { return nil }
        return host.split(separator: ".").first.map(String.init)
    }

    /// Whether a host is one of AWS's own.
    static func isAWS(_ host: String) -> Bool {
        let name = host.prefix { $0 != ":" }
        return name.hasSuffix(".amazonaws.com") || name.hasSuffix(".api.aws")
    }

    /// The region in the name of one of AWS's own hosts, for example of `sts.eu-west-1.amazonaws.com`.
    static func region(ofHost host: String?) -> String? {
        guard let host, isAWS(host) else { return nil }
        let labels = host.prefix { $0 != ":" }.split(separator: ".")
        if labels.count == 3 { return "us-east-1" }
        return labels.count > 3 ? String(labels[1]) : nil
    }

    /// Finds the operation and reads its parameters into the call.
    static func understand(_ request: RawRequest, _ call: inout AWSCall) throws(AWSFault) -> AWSOperation {
        switch call.service.dialect {
        case .query(let version, _):
            call.form = form(of: request)
            call.operation = call.form["Action"].map { String($0.prefix(128)) } ?? ""
            guard !call.operation.isEmpty else { throw AWSFault("MissingAction", "Missing Action") }
            guard let operation = Operations.byName[call.service]?[call.operation],
                call.form["Version"] == nil || call.form["Version"] == version
            else {
                throw AWSFault(
                    "InvalidAction",
                    "Could not find operation \(call.operation) for version \(call.form["Version"] ?? "NO_VERSION_SPECIFIED")"
                )
            }
            return operation
        case .json11:
            let target = request.header("x-amz-target") ?? ""
            call.operation = target.split(separator: ".").last.map { String($0.prefix(128)) } ?? ""
            guard let operation = Operations.byName[call.service]?[call.operation] else {
                throw AWSFault("UnknownOperationException", "Unknown operation: \(call.operation)")
            }
            call.body = try object(request.body)
            return operation
        case .restJSON:
            return try rest(request, &call)
        }
    }

    private static func rest(_ request: RawRequest, _ call: inout AWSCall) throws(AWSFault) -> AWSOperation {
        let segments = request.path.split(separator: "/")
        for operation in Operations.routed[call.service] ?? [] {
            guard let path = operation.route?.match(method: request.method, path: segments) else { continue }
            call.operation = operation.name
            call.path = path
            for part in request.query.split(separator: "&") {
                let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                call.query[Percent.text(pair[0]), default: []].append(pair.count > 1 ? Percent.text(pair[1]) : "")
            }
            call.body = try object(request.body)
            return operation
        }
        call.operation = "\(request.method) \(request.path.prefix(200))"
        throw AWSFault("UnknownOperationException", "The requested operation does not exist.", status: 404)
    }

    private static func object(_ body: [UInt8]) throws(AWSFault) -> JSONObject {
        guard !body.isEmpty else { return JSONObject() }
        let refusal = AWSFault("SerializationException", "The request body is not valid JSON.")
        guard let object = (try? JSONValue.parse(body))?.object else { throw refusal }
        return object
    }

    private static func form(of request: RawRequest) -> FormParameters {
        FormParameters(request.body.isEmpty ? Array(request.query.utf8) : request.body)
    }
}

/// A request of the AWS CLI before it is signed.
struct AWSRequest: Sendable {
    /// The service.
    var service: AWSService
    /// The operation, as complaints name it.
    var operation: String
    /// The region it goes to.
    var region: String
    /// The method.
    var method: String
    /// The path.
    var path: String
    /// The media type of the body, nil without one.
    var contentType: String?
    /// The body.
    var body: [UInt8]

    /// A request of the query protocol; parameters without a value are left out.
    static func query(
        _ service: AWSService, _ operation: String, region: String, _ parameters: [(name: String, value: String?)]
    ) -> AWSRequest {
        var version = ""
        if case .query(let known, _) = service.dialect { version = known }
        let all: [(name: String, value: String?)] = [("Action", operation), ("Version", version)] + parameters
        let text = all.compactMap { parameter in
            parameter.value.map { "\(parameter.name)=\(Percent.encode($0))" }
        }
        return AWSRequest(
            service: service, operation: operation, region: region, method: "POST", path: "/",
            contentType: "application/x-www-form-urlencoded; charset=utf-8",
            body: Array(text.joined(separator: "&").utf8))
    }

    /// A POST of a document to a REST service.
    static func post(
        _ service: AWSService, _ operation: String, region: String, path: String, _ document: [UInt8]
    ) -> AWSRequest {
        AWSRequest(
            service: service, operation: operation, region: region, method: "POST", path: path,
            contentType: "application/json", body: document)
    }

    /// A GET of a REST service.
    static func get(_ service: AWSService, _ operation: String, region: String, path: String) -> AWSRequest {
        AWSRequest(
            service: service, operation: operation, region: region, method: "GET", path: path, contentType: nil,
            body: [])
    }

    /// AWS's own host for the service and region.
    var host: String {
        let label = service.signingName == "ses" ? "email" : service.signingName
        return "\(label).\(region).amazonaws.com"
    }
}

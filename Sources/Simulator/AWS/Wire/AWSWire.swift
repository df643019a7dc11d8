import Wire

/// Puts answers and faults into the form of a service's protocol.
enum AWSWire {
    /// A successful answer.
    static func success(_ answer: AWSAnswer, service: AWSService, operation: String, requestID: String) -> RawResponse {
        switch answer {
        case .json(let value):
            let type = if case .json11 = service.dialect { "application/x-amz-json-1.1" } else { "application/json" }
            return RawResponse(
                status: 200, headers: [("content-type", type), ("x-amzn-requestid", requestID)],
                body: Array(value.serialized(.compact).utf8))
        case .xml(let nodes):
            return xml([XMLNode(operation + "Result", nodes)], service, operation, requestID)
        case .acknowledged:
            return xml([], service, operation, requestID)
        }
    }

    private static func xml(
        _ nodes: [XMLNode], _ service: AWSService, _ operation: String, _ requestID: String
    ) -> RawResponse {
        guard case .query(_, let namespace) = service.dialect else { return RawResponse(status: 500) }
        let metadata = XMLNode("ResponseMetadata", [XMLNode("RequestId", requestID)])
        var text = ""
        XMLNode(operation + "Response", nodes + [metadata]).write(into: &text, namespace: namespace)
        return RawResponse(
            status: 200, headers: [("content-type", "text/xml"), ("x-amzn-requestid", requestID)],
            body: Array(text.utf8))
    }

    /// An error answer.
    static func failure(_ fault: AWSFault, service: AWSService, requestID: String) -> RawResponse {
        switch service.dialect {
        case .query(_, let namespace):
            var text = ""
            let error = XMLNode(
                "Error",
                [
                    XMLNode("Type", fault.status >= 500 ? "Receiver" : "Sender"), XMLNode("Code", fault.code),
                    XMLNode("Message", fault.message),
                ])
            XMLNode("ErrorResponse", [error, XMLNode("RequestId", requestID)])
                .write(into: &text, namespace: namespace)
            return RawResponse(
                status: fault.status, headers: [("content-type", "text/xml"), ("x-amzn-requestid", requestID)],
                body: Array(text.utf8))
        case .restJSON:
            let body: JSONValue = ["message": .string(fault.message)]
            return RawResponse(
                status: fault.status,
                headers: [
                    ("content-type", "application/json"), ("x-amzn-requestid", requestID),
                    ("x-amzn-errortype", fault.code),
                ], body: Array(body.serialized(.compact).utf8))
        case .json11:
            let body: JSONValue = ["__type": .string(fault.code), "Message": .string(fault.message)]
            return RawResponse(
                status: fault.status,
                headers: [("content-type", "application/x-amz-json-1.1"), ("x-amzn-requestid", requestID)],
                body: Array(body.serialized(.compact).utf8))
        }
    }
}

/// Turns the faults that a world injects into answers.
enum InjectedFault {
    /// The fault that takes the place of the work, nil where the work is done and the answer spoiled afterwards.
    static func replacement(_ kind: FaultRule.Kind, _ service: AWSService) -> AWSFault? {
        switch kind {
        case .throttle: throttling(service)
        case .error(let status, let code, let message): AWSFault(code, message, status: status)
        case .html(let status): AWSFault("InjectedPage", "", status: status)
        case .close, .hang: AWSFault("InjectedSilence", "", status: 503)
        case .truncate: nil
        }
    }

    /// How a service says that there were too many requests.
    static func throttling(_ service: AWSService) -> AWSFault {
        switch service {
        case .sesv2: AWSFault("TooManyRequestsException", "Too Many Requests", status: 429)
        case .eks: AWSFault("ThrottlingException", "Rate exceeded", status: 429)
        case .cloudtrail: AWSFault("ThrottlingException", "Rate exceeded")
        case .organizations: AWSFault("TooManyRequestsException", "Rate exceeded")
        case .sts, .iam, .ses: AWSFault("Throttling", "Rate exceeded")
        }
    }

    /// Spoils an answer on its way out.
    static func spoil(_ response: inout RawResponse, _ kind: FaultRule.Kind) {
        switch kind {
        case .throttle, .error: break
        case .html(let status):
            let page = "<html><head><title>\(status)</title></head><body><h1>\(status)</h1></body></html>\n"
            response = RawResponse(status: status, headers: [("content-type", "text/html")], body: Array(page.utf8))
        case .close: response.fault = .close
        case .hang: response.fault = .hang
        case .truncate(let count): response.fault = .truncate(after: count)
        }
    }
}

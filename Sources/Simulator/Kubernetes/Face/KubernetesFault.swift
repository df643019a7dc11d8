import Wire

/// Injected faults in the API server's own form.
enum KubernetesFault {
    /// The refusal that takes the place of an answer, or nil where the answer is only spoilt.
    static func refusal(_ kind: FaultRule.Kind) -> APIFailure? {
        switch kind {
        case .throttle: .busy
        case .error(let status, let code, let message): .injected(code: status, reason: code, message: message)
        case .html, .close, .truncate, .hang: nil
        }
    }

    /// Spoils an answer.
    static func spoil(_ response: inout RawResponse, _ kind: FaultRule.Kind) {
        switch kind {
        case .throttle, .error: break
        case .html(let status):
            response.status = status
            response.headers = [("content-type", "text/html")]
            response.body = Array("<html><body><h1>\(status)</h1></body></html>\n".utf8)
        case .close: response.fault = .close
        case .truncate(let count): response.fault = .truncate(after: count)
        case .hang: response.fault = .hang
        }
    }
}

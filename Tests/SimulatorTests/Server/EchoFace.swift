import Simulator

/// Answers with what it was asked, byte for byte, or as the target tells it to.
struct EchoFace: Face {
    func answer(_ request: RawRequest) async -> RawResponse {
        let lines = ["\(request.method) \(request.target)"] + request.headers.map { "\($0.name)=\($0.value)" }
        var response = RawResponse(
            status: 200, headers: [("content-type", "text/plain")],
            body: Array((lines.joined(separator: "\n") + "\n#\(request.body.count)").utf8))
        switch request.path {
        case "/slow": response.delay = .milliseconds(150)
        case "/close": response.fault = .close
        case "/cut": response.fault = .truncate(after: 5)
        case "/hang": response.fault = .hang
        default: break
        }
        return response
    }
}

import HTTPClient

/// A request to one of the places inside AWS that hand out credentials: short time-outs, no proxy, plain HTTP allowed.
enum MetadataRequest {
    static func make(
        _ method: String, _ url: String, headers: [HTTPHeader] = [], seconds: Int
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, url: url, headers: [HTTPHeader("accept", "*/*")] + headers,
            timeouts: HTTPTimeouts(connect: .seconds(seconds), total: .seconds(seconds)), proxy: ProxyChoice.none,
            plainHTTP: .loopbackAndMetadata, responseLimit: 1 << 20)
    }
}

/// One way into a world: turns raw requests into raw responses.
///
/// The AWS face, the Kubernetes face and the inbox page are faces; the server only moves bytes.
public protocol Face: Sendable {
    /// Answers one request; never throws, because every failure has a form on the wire.
    func answer(_ request: RawRequest) async -> RawResponse
}

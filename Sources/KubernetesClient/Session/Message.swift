import Calls
import Wire

/// One request to the API server, before credentials.
struct Message {
    var call: KubernetesRight
    var method: String
    var path: String
    var query: [(String, String)] = []
    var body: [UInt8] = []
    var contentType: String?
    var accept = "application/json"
    /// Whether it changes something in the cluster, so that webhooks and controllers may take their time.
    var isWrite = false
    var responseLimit = 64 << 20
    /// Who hears the answer's body as it comes; nil where it is only wanted whole.
    var heard: (@Sendable ([UInt8]) -> Void)?
    /// How long the whole answer may take; nil takes the session's limits.
    var patience: Duration?

    /// Path and query, encoded.
    var target: String {
        guard !query.isEmpty else { return path }
        let pairs = query.map { "\(PercentEncoding.encode($0.0))=\(PercentEncoding.encode($0.1))" }
        return path + "?" + pairs.joined(separator: "&")
    }
}

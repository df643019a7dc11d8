/// Why a server cannot be started.
public enum ServerError: Error, Sendable, Hashable {
    /// The simulator listens on loopback only; this host is somewhere else.
    case notLoopback(String)
    /// The host and port cannot be listened on; the text is the system's.
    case cannotListen(host: String, port: Int, reason: String)
    /// Certificate or key cannot be used; the text is the TLS library's.
    case badCertificate(String)

    /// One sentence for people.
    public var sentence: String {
        switch self {
        case .notLoopback(let host):
            "The simulator listens on this computer only: \(host) is no loopback address. Use 127.0.0.1, ::1 or localhost."
        case .cannotListen(let host, let port, let reason): "Cannot listen on \(host), port \(port): \(reason)."
        case .badCertificate(let reason): "The server's certificate cannot be used: \(reason)."
        }
    }
}

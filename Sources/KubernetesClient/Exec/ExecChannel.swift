/// The streams of a program in a pod: the first byte of each message of the WebSocket (KEP-4006).
enum ExecChannel {
    static let input: UInt8 = 0
    static let output: UInt8 = 1
    static let error: UInt8 = 2
    /// How the program ended, as a `Status`.
    static let status: UInt8 = 3
    /// The size of the terminal.
    static let resize: UInt8 = 4
    /// The end of the stream that the second byte names; v5 only.
    static let close: UInt8 = 255

    /// Streams can be ended one by one; Kubernetes 1.30 and later.
    static let v5 = "v5.channel.k8s.io"
    /// Its input cannot be ended without the whole connection; every Kubernetes that is in use.
    static let v4 = "v4.channel.k8s.io"
}

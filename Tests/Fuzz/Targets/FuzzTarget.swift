/// A reader of outside text that is fed whatever a fuzzer thinks of.
///
/// A reader may refuse anything, but it must come to an end, must not trap, and what it accepts must hold together.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// JSON documents.
    case json
    /// XML documents, as AWS's query services answer.
    case xml
    /// The configuration and credential files of AWS.
    case ini
    /// YAML documents: kubeconfigs and answers.
    case yaml
    /// Policy documents, of every kind.
    case policy
    /// A pattern, a line end, and a text.
    case wildcard
    /// The target and body of an HTTP request to the simulator.
    case target
    /// What a terminal sends.
    case keys
    /// The last part of a path of the simulator's admin endpoint, a line end, and a document.
    case admin
    /// A patch to an object of the simulated cluster.
    case patch
    /// A bundle that somebody else wrote.
    case bundle
    /// What a command printed, pasted as the answer to a call.
    case pasted
    /// What the server of a WebSocket sends: the answer to the opening, and frames.
    case socket
    /// A recording, asciicast 2 or 3, or what one sends to a terminal.
    case recording

    /// Feeds bytes to the reader.
    ///
    /// - Parameter bytes: anything.
    /// - Returns: what does not hold together; nil if all is well.
    public func complaint(about bytes: [UInt8]) -> String? {
        switch self {
        case .json: Readers.json(bytes)
        case .xml: Readers.xml(bytes)
        case .ini: Readers.ini(bytes)
        case .yaml: Readers.yaml(bytes)
        case .policy: Readers.policy(bytes)
        case .wildcard: Wildcards.complaint(about: bytes)
        case .target: RequestTarget.complaint(about: bytes)
        case .keys: Keys.complaint(about: bytes)
        case .admin: AdminTarget.complaint(about: bytes)
        case .patch: PatchTarget.complaint(about: bytes)
        case .bundle: Bundles.complaint(about: bytes)
        case .pasted: Bundles.complaint(aboutPasted: bytes)
        case .socket: SocketTarget.complaint(about: bytes)
        case .recording: Recordings.complaint(about: bytes)
        }
    }
}

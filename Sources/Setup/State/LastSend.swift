public import Design
import Wire

/// The last message of a setup that went out from here, kept for a send from a pod: what is left to blame is what only the
/// pod has.
public struct LastSend: Sendable {
    private let directory: StateDirectory
    private let journal: Journal
    private let name: String

    /// What is kept of a setup.
    public init(_ design: DelegateSending, in directory: StateDirectory) {
        self.directory = directory
        journal = directory.journal(of: design)
        name = "sends/\(SavedSetup.key(for: design)).json"
    }

    /// Keeps a message that went out; one that did not makes what was kept no longer true.
    ///
    /// What cannot be kept is not: nothing hangs on it.
    public func keep(_ send: EarlierSend?) {
        guard let send else {
            try? directory.remove(name)
            return
        }
        try? directory.write(Array((send.document.serialized(.pretty) + "\n").utf8), to: name)
    }

    /// The last message that went out from here.
    ///
    /// - Parameter subject: What is sent by now.
    /// - Returns: Nil where none is known, or it went by something else.
    public func last(_ subject: SendSubject) -> EarlierSend? {
        guard let bytes = try? directory.read(name), let document = try? JSONValue.parse(bytes),
            var send = EarlierSend(document, of: subject)
        else { return nil }
        let writes = ((try? journal.entries()) ?? []).filter { !$0.isOfWorkload && $0.state != "failed" }
        send.isBeforeChange = writes.contains { $0.time > send.at }
        return send
    }
}

extension Journal.Entry {
    /// Whether it is about what runs in pods alone, which a message from here does not go by.
    fileprivate var isOfWorkload: Bool { address == .deployment || object != nil }
}

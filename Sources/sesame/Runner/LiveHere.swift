import Synchronization
import Wizard

/// What does the live work, as soon as it is there.
final class LiveHere: Sendable {
    private let live = Mutex<LiveWork?>(nil)

    /// The work; nil while it is starting.
    var work: LiveWork? { live.withLock { $0 } }

    /// It is there now.
    func comes(_ work: LiveWork) { live.withLock { $0 = work } }
}

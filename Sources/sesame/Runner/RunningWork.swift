import AWSClient
import Synchronization
import Wizard

/// The work that goes on: each piece by the number of its effect, and gone from here as soon as it has ended.
final class RunningWork: Sendable {
    private struct Piece {
        var task: Task<Void, Never>
        /// How an apply is stopped; everything else is cancelled.
        var control: StopControl?
    }

    private let pieces = Mutex<[EffectID: Piece]>([:])

    /// The effects that are worked on.
    var ids: Set<EffectID> { pieces.withLock { Set($0.keys) } }

    /// Begins a piece of work.
    ///
    /// - Parameters:
    ///   - id: The effect; its number is used once.
    ///   - control: What stops it between two calls. Without one, cancelling it stops it anywhere.
    ///   - body: The work.
    func begin(_ id: EffectID, control: StopControl? = nil, _ body: @escaping @Sendable () async -> Void) {
        // The lock is held until the task stands here, so that a quick one cannot end before it was entered.
        pieces.withLock { pieces in
            let task = Task.detached {
                await body()
                self.pieces.withLock { $0[id] = nil }
            }
            pieces[id] = Piece(task: task, control: control)
        }
    }

    /// Stops a piece of work; one that has ended already is left in peace.
    func cancel(_ id: EffectID) {
        guard let piece = pieces.withLock({ $0[id] }) else { return }
        // An apply ends after its call in flight and says so itself; everything else just stops.
        if let control = piece.control { control.stop() } else { piece.task.cancel() }
    }

    /// Stops everything that still goes on, and returns when it has ended.
    func end() async {
        let tasks = pieces.withLock { $0.values.map(\.task) }
        stop()
        for task in tasks { await task.value }
    }

    /// Stops everything that still goes on.
    func stop() {
        let pieces = pieces.withLock { pieces in
            defer { pieces = [:] }
            return pieces
        }
        for piece in pieces.values {
            piece.control?.stop()
            piece.task.cancel()
        }
    }
}

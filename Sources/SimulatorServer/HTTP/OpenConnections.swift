import NIOCore
import Synchronization

/// The connections of a server that are open now, and what is said on those that were upgraded.
final class OpenConnections: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var talks: [ObjectIdentifier: Task<Void, Never>] = [:]
        var isHeld = false
    }

    private let state = Mutex(State())

    /// Takes a new connection.
    ///
    /// - Throws: `ChannelError.ioOnClosedChannel` while connections are held off.
    func add(_ channel: any Channel) throws {
        let id = ObjectIdentifier(channel)
        let isTaken = state.withLock { state in
            if !state.isHeld { state.channels[id] = channel }
            return !state.isHeld
        }
        guard isTaken else { throw ChannelError.ioOnClosedChannel }
        channel.closeFuture.whenComplete { [self] _ in state.withLock { $0.channels[id] = nil } }
    }

    /// Begins what is said on an upgraded connection.
    func talk(on channel: any Channel, _ talk: @escaping @Sendable () async -> Void) {
        let id = ObjectIdentifier(channel)
        // The lock is held until the task stands here, so that a quick one cannot end before it was entered.
        state.withLock { state in
            state.talks[id] = Task {
                await talk()
                self.state.withLock { $0.talks[id] = nil }
            }
        }
    }

    /// Cuts every connection and takes none from now on; returns when all are closed and nobody talks any more.
    func hold() async {
        let open = state.withLock { state in
            state.isHeld = true
            return Array(state.channels.values)
        }
        for channel in open { channel.close(promise: nil) }
        for channel in open { try? await channel.closeFuture.get() }
        for talk in state.withLock({ Array($0.talks.values) }) {
            talk.cancel()
            await talk.value
        }
    }

    /// Takes connections again.
    func release() { state.withLock { $0.isHeld = false } }
}

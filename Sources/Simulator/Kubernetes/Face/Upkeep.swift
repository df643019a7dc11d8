import Synchronization
import Wire

/// Lets a cluster's controllers work when a moment comes at which they have something to do, though nobody asks.
final class Upkeep: Sendable {
    private let waiting = Mutex<Task<Void, Never>?>(nil)

    deinit { waiting.withLock { $0 }?.cancel() }

    /// Waits for nothing any more, and returns when nothing is being done either.
    func stop() async {
        while true {
            let task = waiting.withLock { waiting in
                defer { waiting = nil }
                return waiting
            }
            // One that was just at work may have begun to wait anew.
            guard let task else { return }
            task.cancel()
            await task.value
        }
    }

    /// Does what is due by now.
    func catchUp(_ world: World, _ hub: WatchHub) {
        guard world.read({ $0.cluster.isDue(at: world.now) }) else { return }
        world.change { state in
            var server = APIServer(cluster: state.cluster, now: world.now)
            server.settle()
            state.cluster = server.cluster
        }
        hub.signal()
    }

    /// Waits for the next moment, in place of one that was waited for before.
    func schedule(_ world: World, _ hub: WatchHub) {
        guard let moment = world.read({ $0.cluster.nextMoment }) else { return }
        let seconds = max(0, moment.seconds(since: world.now)) + 1
        let task = Task { [weak self] in
            guard (try? await Task.sleep(for: .seconds(seconds))) != nil, !Task.isCancelled else { return }
            self?.catchUp(world, hub)
            self?.schedule(world, hub)
        }
        waiting.withLock { waiting in
            waiting?.cancel()
            waiting = task
        }
    }
}

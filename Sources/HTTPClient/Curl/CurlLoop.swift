import Files
import CCurl
import Synchronization

/// The thread that owns libcurl's multi handle.
///
/// Everybody else talks to it by an inbox and a wake-up; libcurl allows no other function from outside.
final class CurlLoop: Sendable {
    private enum Command: Sendable {
        case start(CurlTransfer)
        case cancel(CurlTransfer)
        case stop
    }

    private enum Phase {
        case idle
        case running
        case closed
    }

    private struct State {
        var phase = Phase.idle
        var inbox: [Command] = []
        // nil before the start and after the end; the lock keeps wake-ups away from a freed handle.
        var wake: CurlWaker?
    }

    private let state = Guarded(State())
    private let requestsPerHost: Int

    init(requestsPerHost: Int) {
        self.requestsPerHost = max(1, requestsPerHost)
    }

    /// Hands a transfer over; it is finished by the loop, or at once when there is none.
    func start(_ transfer: CurlTransfer) {
        guard post(.start(transfer), startingThread: true) else { return transfer.finish(.failure(.closed)) }
    }

    /// Ends a transfer that was or will be handed over.
    func cancel(_ transfer: CurlTransfer) {
        transfer.isCancelled.store(true, ordering: .releasing)
        _ = post(.cancel(transfer), startingThread: false)
    }

    /// Ends all transfers and the thread; nothing can be started afterwards.
    func stop() {
        state.withLock { state in
            // In one step, so that nothing can stand behind the stop in the inbox.
            if let waker = state.wake, state.phase == .running {
                state.inbox.append(.stop)
                waker.wake()
            }
            state.phase = .closed
        }
    }

    private func post(_ command: Command, startingThread: Bool) -> Bool {
        state.withLock { state in
            if state.phase == .idle, startingThread {
                guard let multi = launch() else { return false }
                state.wake = CurlWaker(multi)
                state.phase = .running
            }
            guard state.phase == .running, let waker = state.wake else { return false }
            state.inbox.append(command)
            waker.wake()
            return true
        }
    }

    private func launch() -> sesame_curl_multi? {
        guard CurlGlobal.isReady, let multi = sesame_curl_multi_new() else { return nil }
        _ = sesame_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 64)
        let waker = CurlWaker(multi)
        guard OwnThread.start({ self.run(waker.multi) }) else {
            sesame_curl_multi_free(multi)
            return nil
        }
        return multi
    }

    /// The thread's life.
    private func run(_ multi: sesame_curl_multi) {
        var queue = CurlQueue(multi: multi, requestsPerHost: requestsPerHost)
        while true {
            let commands = state.withLock { state in
                defer { state.inbox.removeAll() }
                return state.inbox
            }
            for command in commands {
                switch command {
                case .start(let transfer): queue.add(transfer)
                case .cancel(let transfer): queue.end(transfer, .failure(.cancelled))
                case .stop:
                    finish(&queue, multi)
                    return
                }
            }
            queue.step()
            curl_multi_poll(multi, nil, 0, queue.isEmpty ? 60_000 : 1_000, nil)
        }
    }

    private func finish(_ queue: inout CurlQueue, _ multi: sesame_curl_multi) {
        state.withLock { $0.wake = nil }
        queue.endAll(.failure(.closed))
        sesame_curl_multi_free(multi)
    }
}

import CCurl
import Synchronization

/// The transfers of one loop: those that libcurl has and those that wait for their host.
///
/// libcurl's own limit per host is not used: time spent waiting there counts as time to connect.
struct CurlQueue {
    private let multi: sesame_curl_multi
    private let requestsPerHost: Int
    private var active: [sesame_curl: CurlTransfer] = [:]
    private var waiting: [CurlTransfer] = []
    private var load: [String: Int] = [:]

    init(multi: sesame_curl_multi, requestsPerHost: Int) {
        self.multi = multi
        self.requestsPerHost = requestsPerHost
    }

    var isEmpty: Bool { active.isEmpty && waiting.isEmpty }

    /// Starts a transfer, or lets it wait for its host.
    mutating func add(_ transfer: CurlTransfer) {
        if transfer.isCancelled.load(ordering: .acquiring) { return transfer.finish(.failure(.cancelled)) }
        if load[transfer.plan.key, default: 0] >= requestsPerHost {
            waiting.append(transfer)
        } else {
            begin(transfer)
        }
    }

    /// Lets libcurl work and deals with what has ended.
    mutating func step() {
        var running: Int32 = 0
        curl_multi_perform(multi, &running)
        var code = CURLE_OK
        while let handle = sesame_curl_multi_next_done(multi, &code) {
            guard let transfer = forget(handle) else { continue }
            transfer.finish(code)
        }
        serveWaiting()
    }

    /// Ends one transfer, if it is still there.
    mutating func end(_ transfer: CurlTransfer, _ outcome: CurlTransfer.Outcome) {
        if let handle = transfer.handle, active[handle] === transfer {
            _ = forget(handle)
            transfer.finish(outcome)
            serveWaiting()
        } else if let index = waiting.firstIndex(where: { $0 === transfer }) {
            waiting.remove(at: index).finish(outcome)
        }
    }

    /// Ends everything.
    mutating func endAll(_ outcome: CurlTransfer.Outcome) {
        let all = Array(active.keys)
        for handle in all { forget(handle)?.finish(outcome) }
        for transfer in waiting { transfer.finish(outcome) }
        waiting.removeAll()
    }

    private mutating func begin(_ transfer: CurlTransfer) {
        guard transfer.prepare(), let handle = transfer.handle else {
            return transfer.finish(.failure(.other(code: Int(CURLE_OUT_OF_MEMORY.rawValue), text: "out of memory")))
        }
        guard curl_multi_add_handle(multi, handle) == CURLM_OK else {
            return transfer.finish(.failure(.other(code: Int(CURLE_FAILED_INIT.rawValue), text: "not accepted")))
        }
        active[handle] = transfer
        load[transfer.plan.key, default: 0] += 1
    }

    /// Takes a handle out of libcurl's hands; its transfer must be finished right afterwards, which frees it.
    private mutating func forget(_ handle: sesame_curl) -> CurlTransfer? {
        curl_multi_remove_handle(multi, handle)
        guard let transfer = active.removeValue(forKey: handle) else { return nil }
        let key = transfer.plan.key
        load[key] = load[key, default: 1] > 1 ? load[key, default: 1] - 1 : nil
        return transfer
    }

    private mutating func serveWaiting() {
        guard !waiting.isEmpty else { return }
        let now = ContinuousClock.now
        var still: [CurlTransfer] = []
        for transfer in waiting {
            if transfer.deadline <= now {
                transfer.finish(.failure(.timedOut(.connecting, host: transfer.plan.target.host)))
            } else if load[transfer.plan.key, default: 0] >= requestsPerHost {
                still.append(transfer)
            } else {
                begin(transfer)
            }
        }
        waiting = still
    }
}

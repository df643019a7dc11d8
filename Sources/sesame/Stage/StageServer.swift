import Files
import Stage
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The stage's end of the socket: consoles attach, get the latest report, and say what their presenters want.
///
/// A thread of its own waits for consoles; the stage only leaves a report there. A console that takes nothing never
/// holds anybody up: it gets the latest report once it takes again, and is dropped when it does not for ``patience``.
final class StageServer: Sendable {
    /// How long a console may take nothing before it is dropped, in milliseconds.
    static let patience: Int64 = 15_000
    /// How many consoles may be attached at once.
    private static let mostConsoles = 16

    /// The path of the socket.
    let path: String

    private struct Desk {
        var report: StageReport?
        /// Counts the reports.
        var number = 0
        var consoles = 0
        var wantsReport = false
        var isClosed = false
    }

    private let desk = Mutex(Desk())
    private let listener: Int32
    private let wakes: (read: Int32, write: Int32)
    private let take: @Sendable (StageCommand) -> Void
    private let wake: @Sendable () -> Void

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - folders: Where the socket may lie, the best place first.
    ///   - take: Called on the thread with what a presenter wants.
    ///   - wake: Called on the thread when a console came that has to be told how the stage stands.
    /// - Throws: Why there is no socket.
    init(
        in folders: [String], take: @escaping @Sendable (StageCommand) -> Void, wake: @escaping @Sendable () -> Void
    ) throws(StageSocketProblem) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .folder(String(cString: strerror(errno))) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        do throws(StageSocketProblem) { (listener, path) = try StageSocket.open(in: folders) } catch {
            close(ends[0])
            close(ends[1])
            throw error
        }
        _ = fcntl(listener, F_SETFL, O_NONBLOCK)
        wakes = (ends[0], ends[1])
        self.take = take
        self.wake = wake
        guard OwnThread.start({ self.run() }) else {
            unlink(path)
            throw .folder("there is no thread for it")
        }
    }

    /// Whether a console is attached, so that reports are worth making.
    var hasConsoles: Bool { desk.withLock { $0.consoles > 0 } }

    /// Whether a console waits for its first report.
    var wantsReport: Bool { desk.withLock { $0.wantsReport } }

    /// Leaves a report for all consoles; returns at once.
    func offer(_ report: StageReport) {
        desk.withLock {
            $0.report = report
            $0.number += 1
            $0.wantsReport = false
        }
        wakeThread()
    }

    /// Stops listening and removes the socket.
    func stop() {
        desk.withLock { $0.isClosed = true }
        unlink(path)
        wakeThread()
    }

    private func wakeThread() {
        var byte: UInt8 = 1
        _ = write(wakes.write, &byte, 1)
    }

    // MARK: The thread

    /// A console as the thread knows it.
    private struct Peer {
        let descriptor: Int32
        var reader = StageLine.Reader(limit: StageLine.commandLimit)
        /// What is being sent, and how much of it was.
        var sending: [UInt8] = []
        var sent = 0
        /// The number of the report that was begun last.
        var number = 0
        /// Since when it has taken nothing, in milliseconds; nil where nothing waits.
        var stuckSince: Int64?
    }

    private func run() {
        var peers: [Peer] = []
        defer {
            for peer in peers { close(peer.descriptor) }
            close(listener)
        }
        while !desk.withLock({ $0.isClosed }) {
            var polls = [
                pollfd(fd: wakes.read, events: Int16(POLLIN), revents: 0),
                pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
            ]
            polls += peers.map { peer in
                pollfd(
                    fd: peer.descriptor, events: Int16(POLLIN | (peer.sending.isEmpty ? 0 : POLLOUT)), revents: 0)
            }
            let deadline = peers.compactMap(\.stuckSince).min().map { $0 + Self.patience }
            let wait = deadline.map { Int32(clamping: max(0, $0 - Self.now) + 1) } ?? -1
            let ready = poll(&polls, nfds_t(polls.count), wait)
            if ready < 0, errno != EINTR { return }
            if polls[0].revents != 0 { drain() }
            let (report, number) = desk.withLock { ($0.report, $0.number) }
            var kept: [Peer] = []
            for (index, var peer) in peers.enumerated() {
                let isReadable = polls[index + 2].revents & Int16(POLLIN | POLLHUP | POLLERR) != 0
                if (!isReadable || read(&peer)) && send(&peer, report, number) {
                    kept.append(peer)
                } else {
                    close(peer.descriptor)
                }
            }
            peers = kept
            if polls[1].revents != 0 {
                while let descriptor = accepted() {
                    if peers.count < Self.mostConsoles {
                        peers.append(Peer(descriptor: descriptor))
                    } else {
                        close(descriptor)
                    }
                }
            }
            // Whoever comes is told how it stands now, not how it stood at the last frame.
            let waits = peers.contains { $0.number == 0 }
            let count = peers.count
            let isNew = desk.withLock { desk in
                let isNew = waits && !desk.wantsReport
                (desk.consoles, desk.wantsReport) = (count, waits)
                return isNew
            }
            if isNew { wake() }
        }
    }

    private func drain() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while systemRead(wakes.read, &bytes) == bytes.count {}
    }

    /// The next one who connected and may; nil when nobody waits any more.
    private func accepted() -> Int32? {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { return nil }
            if StageSocket.isOwn(descriptor), fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0,
                fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0
            {
                return descriptor
            }
            close(descriptor)
        }
    }

    /// Reads what a console wrote; false when it is gone, or writes what nobody understands without end.
    private func read(_ peer: inout Peer) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = systemRead(peer.descriptor, &bytes)
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        guard count > 0, let lines = peer.reader.take(bytes[0..<count]) else { return false }
        for line in lines {
            // A console of a later version may want what this one does not know.
            if let command = try? StageCommand(line: line) { take(command) }
        }
        return true
    }

    /// Sends what a console takes without waiting; false when it is gone, or has taken nothing for too long.
    private func send(_ peer: inout Peer, _ report: StageReport?, _ number: Int) -> Bool {
        // Nobody is told twice, and who was slow is told the latest only.
        if peer.sending.isEmpty, let report, number > peer.number,
            !(peer.number == 0 && desk.withLock { $0.wantsReport })
        {
            peer.sending = report.line + [UInt8(ascii: "\n")]
            (peer.sent, peer.number) = (0, number)
        }
        while !peer.sending.isEmpty {
            let count = peer.sending[peer.sent...].withUnsafeBytes {
                systemSend(peer.descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 {
                guard errno == EAGAIN || errno == EINTR else { return false }
                let since = peer.stuckSince ?? Self.now
                peer.stuckSince = since
                return Self.now - since < Self.patience
            }
            peer.stuckSince = nil
            peer.sent += count
            if peer.sent >= peer.sending.count { peer.sending = [] }
        }
        if let report, number > peer.number, !(peer.number == 0 && desk.withLock { $0.wantsReport }) {
            return send(&peer, report, number)
        }
        return true
    }

    /// Milliseconds of a clock that never goes back.
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

private func systemRead(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Int { read(descriptor, &bytes, bytes.count) }

private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Darwin)
        send(descriptor, bytes, count, 0)
    #else
        send(descriptor, bytes, count, Int32(MSG_NOSIGNAL))
    #endif
}

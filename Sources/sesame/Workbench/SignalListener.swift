import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Who hears SIGINT, SIGTERM and SIGHUP.
///
/// Signals belong to the whole process, so there is one listener, and it listens until the end: Dispatch takes a signal
/// once per process, and a source that is cancelled and made anew hears nothing on Linux.
///
/// Signals that come within ``oneAct`` of one that was passed on are the same act, and are not passed on.
final class SignalListener: Sendable {
    /// The one of this process; it listens when this has been asked for.
    static let shared = SignalListener()

    /// How far apart the signals of one act may be.
    ///
    /// GNU timeout signals its child and then the child's whole group; a closing terminal sends the kernel's hang-up and
    /// the shell's. That is microseconds, or some milliseconds on a busy machine. A person who asks again because
    /// nothing happened takes longer than this, and so does a key that repeats because it is held down.
    private static let oneAct = Duration.milliseconds(300)

    private let handler = Mutex<(@Sendable (Int32) -> Void)?>(nil)
    private let lastAct = Mutex<ContinuousClock.Instant?>(nil)
    private let sources = Mutex<[any DispatchSourceSignal]>([])

    private init() {
        let listening = DispatchSemaphore(value: 0)
        let numbers = [SIGINT, SIGTERM, SIGHUP]
        let hear: @Sendable (Int32) -> Void = { [self] in heard($0) }
        sources.withLock { $0 = numbers.map { Self.source(of: $0, listening, hear) } }
        // A signal before this ends the process as it always does; from here on none is lost.
        for _ in numbers { listening.wait() }
    }

    /// Says who is told of signals; nil lets them end the process.
    func tell(_ handler: (@Sendable (Int32) -> Void)?) { self.handler.withLock { $0 = handler } }

    private func heard(_ number: Int32) {
        guard isNewAct() else { return }
        guard let handler = handler.withLock({ $0 }) else { Exit.leave(signal: number) }
        handler(number)
    }

    private func isNewAct() -> Bool {
        let now = ContinuousClock.now
        return lastAct.withLock { last in
            if let last, now - last < SignalListener.oneAct { return false }
            last = now
            return true
        }
    }

    private static func source(
        of number: Int32, _ listening: DispatchSemaphore, _ hear: @escaping @Sendable (Int32) -> Void
    ) -> any DispatchSourceSignal {
        #if !os(Linux)
            // Sources only see what the process ignores; on Linux they take the signal themselves.
            signal(number, SIG_IGN)
        #endif
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { hear(number) }
        source.setRegistrationHandler { listening.signal() }
        source.resume()
        return source
    }
}

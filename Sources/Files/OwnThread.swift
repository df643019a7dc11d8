#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Threads that wait for sockets, apart from those of Swift's tasks.
public enum OwnThread {
    /// Runs `body` on a new thread.
    ///
    /// Signals belong to the main thread: this one, and those that it starts, inherit a full mask. That also keeps SIGPIPE
    /// of a broken connection from ending the process.
    ///
    /// - Parameter body: What runs there; the thread ends with it.
    /// - Returns: False when there is no thread to be had.
    public static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let context = Unmanaged.passRetained(Work(body)).toOpaque()
        #if canImport(Darwin)
            var thread: pthread_t?
            let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { context in
                Work.run(context)
                return nil
            }
        #else
            var thread = pthread_t()
            let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
                if let context { Work.run(context) }
                return nil
            }
        #endif
        guard pthread_create(&thread, nil, entry, context) == 0 else {
            Unmanaged<Work>.fromOpaque(context).release()
            return false
        }
        #if canImport(Darwin)
            if let thread { pthread_detach(thread) }
        #else
            pthread_detach(thread)
        #endif
        return true
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }

        static func run(_ context: UnsafeMutableRawPointer) {
            Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
        }
    }
}

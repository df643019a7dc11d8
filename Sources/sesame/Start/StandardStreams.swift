#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard input, output and error, as the process was given them.
enum StandardStreams {
    /// The descriptors among 0, 1 and 2 that were closed when the process started.
    ///
    /// Asking for it the first time fills them, so that no file and no connection gets a number that everything else
    /// takes for a standard stream: a log would be written into a connection. As the C library does for programs with
    /// privileges, each gets the null device opened the wrong way round: reading and writing fail (EBADF), as they do on
    /// a closed descriptor, so that lost output is still noticed.
    static let closedAtStart: Set<Int32> = {
        var closed: Set<Int32> = []
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest free number is the one that gets used.
            guard open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY) == descriptor else { break }
            closed.insert(descriptor)
        }
        return closed
    }()

    /// Makes the streams safe to use; to be called before anything is opened.
    ///
    /// A reader that goes away (`| head`, a pager that ends) is an error of the write, not the end of the process: a log
    /// that nobody reads must not end what it is about, least of all with a screen that is not given back. Programs that
    /// are started from here get the signal's default back.
    static func prepare() {
        _ = closedAtStart
        signal(SIGPIPE, SIG_IGN)
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The three descriptors that a process is given, before anything else is opened.
enum StandardStreams {
    /// Makes sure that a stream which whoever started the program has closed stays closed, and that no reader who leaves
    /// ends the process.
    ///
    /// The next file or connection would get the number of a closed stream, and what is meant for people would be
    /// written into it. As the C library does for programs with privileges, the null device takes the place, for input
    /// and output the wrong way round: reading and writing fail (EBADF), as they do on a closed descriptor, so that lost
    /// output is still noticed.
    ///
    /// A reader that goes away (`| head`, a pager that ends) is an error of the write: a log that nobody reads must not
    /// end what it is about, least of all with a screen that is not given back. Programs that are started from here get
    /// the signal's default back.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for (descriptor, way) in [(Int32(0), O_WRONLY), (1, O_RDONLY), (2, O_WRONLY)]
        where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", way)
        }
    }
}

import Design
import Files
import Work

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension CallLog {
    /// The log that the options ask for.
    ///
    /// - Parameters:
    ///   - options: The options.
    ///   - keepsCalls: Whether calls are kept, to be listed.
    /// - Returns: The log.
    /// - Throws: `Stop` where its file cannot be written.
    static func opened(_ options: CommonOptions, keepsCalls: Bool = false) throws(Stop) -> CallLog {
        let bodies = options.debugBodies
        guard options.debug || bodies || options.logFile != nil else {
            return keepsCalls ? CallLog(descriptor: nil, wantsBodies: false, keepsCalls: true) : none
        }
        guard let path = options.logFile else {
            return CallLog(descriptor: 2, wantsBodies: bodies, keepsCalls: keepsCalls)
        }
        // A pipe that nobody reads would hold the program up.
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            let problem = FileProblem(.write, path, .system(errno))
            throw Stop(code: .usage, name: "BadLogFile", message: "--log-file: \(problem.sentence)")
        }
        return CallLog(descriptor: file, wantsBodies: bodies, keepsCalls: keepsCalls)
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A program that runs while this thread reads what it writes (POSIX: posix_spawn, poll, waitpid).
struct ChildProcess {
    /// No program may print more, in bytes.
    private static let limit = 1 << 20

    private let identifier: pid_t
    private let output: Int32
    private let errors: Int32
    private var outputBytes: [UInt8] = []
    private var errorBytes: [UInt8] = []

    /// Starts a program and waits for its end.
    static func run(
        _ program: String, _ arguments: [String], _ environment: [String: String], _ timeoutSeconds: Int,
        _ stop: StopFlag, sharesTerminal: Bool = false
    ) -> Result<ProcessOutput, ProcessError> {
        do {
            var child = try ChildProcess(program, arguments, environment, sharesTerminal: sharesTerminal)
            return .success(try child.wait(timeoutSeconds, stop))
        } catch {
            return .failure(error)
        }
    }

    private init(
        _ program: String, _ arguments: [String], _ environment: [String: String], sharesTerminal: Bool
    ) throws(ProcessError) {
        func failed(_ code: Int32) -> ProcessError {
            .cannotStart(program: program, reason: String(cString: strerror(code)))
        }
        var outPipe: [Int32] = [-1, -1]
        var errorPipe: [Int32] = [-1, -1]
        guard pipe(&outPipe) == 0 else { throw failed(errno) }
        guard pipe(&errorPipe) == 0 else {
            let code = errno
            for descriptor in outPipe { close(descriptor) }
            throw failed(code)
        }
        for descriptor in outPipe + errorPipe { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // The screen's own input must not be eaten.
        if !sharesTerminal { posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) }
        posix_spawn_file_actions_adddup2(&actions, outPipe[1], 1)
        if !sharesTerminal { posix_spawn_file_actions_adddup2(&actions, errorPipe[1], 2) }
        var none = sigset_t()
        sigemptyset(&none)
        var usual = sigset_t()
        sigemptyset(&usual)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT] { sigaddset(&usual, signal) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        var identifier: pid_t = 0
        let code = posix_spawn(&identifier, program, &actions, &attributes, &words, &variables)
        close(outPipe[1])
        close(errorPipe[1])
        guard code == 0 else {
            close(outPipe[0])
            close(errorPipe[0])
            throw failed(code)
        }
        self.identifier = identifier
        output = outPipe[0]
        errors = errorPipe[0]
    }

    private mutating func wait(_ timeoutSeconds: Int, _ stop: StopFlag) throws(ProcessError) -> ProcessOutput {
        defer {
            close(output)
            close(errors)
        }
        var isOutputOpen = true
        var areErrorsOpen = true
        var status: Int32?
        let start = ChildProcess.seconds()
        while true {
            if stop.isSet {
                end(status)
                throw .cancelled
            }
            if ChildProcess.seconds() - start > timeoutSeconds {
                end(status)
                throw .timedOut(seconds: timeoutSeconds)
            }
            var isQuiet = true
            if isOutputOpen { isOutputOpen = ChildProcess.drain(output, &outputBytes, &isQuiet) }
            if areErrorsOpen { areErrorsOpen = ChildProcess.drain(errors, &errorBytes, &isQuiet) }
            if status == nil { status = ended() }
            // A helper that the program left behind may hold the pipes open; it is not waited for.
            if let status, isQuiet || !(isOutputOpen || areErrorsOpen) {
                return ProcessOutput(status: status, output: outputBytes, errors: errorBytes)
            }
            if !isOutputOpen, !areErrorsOpen { usleep(5000) }
        }
    }

    /// Reads what is there, waiting up to 50 milliseconds; false once the other side is closed.
    private static func drain(_ descriptor: Int32, _ bytes: inout [UInt8], _ isQuiet: inout Bool) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, 50) > 0 else { return true }
        isQuiet = false
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = read(descriptor, &buffer, buffer.count)
        if count > 0 {
            if bytes.count < limit { bytes += buffer[..<count] }
            return true
        }
        return count < 0 && errno == EINTR
    }

    /// The exit status once the program has ended.
    private func ended() -> Int32? {
        var status: Int32 = 0
        guard waitpid(identifier, &status, WNOHANG) == identifier else { return nil }
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    /// Stops the program if it still runs.
    private func end(_ status: Int32?) {
        guard status == nil else { return }
        kill(identifier, SIGTERM)
        for _ in 0..<20 {
            if ended() != nil { return }
            usleep(10_000)
        }
        kill(identifier, SIGKILL)
        var result: Int32 = 0
        waitpid(identifier, &result, 0)
    }

    private static func seconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec)
    }
}

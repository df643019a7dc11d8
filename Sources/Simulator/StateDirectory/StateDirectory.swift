import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The folder that tells other programs how to reach a simulation.
///
/// It gets `aws-config`, `aws-credentials`, `kubeconfig`, `answers.yaml` and, when those are complete, `environment`.
/// Every file is written whole or not at all and can be read by its owner only.
public struct StateDirectory: Sendable {
    /// The folder's path.
    public let path: String

    /// Names a folder; nothing is touched yet.
    public init(_ path: String) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// The names of the files, in the order in which they are written.
    public static let names = ["aws-config", "aws-credentials", "kubeconfig", "answers.yaml", "environment"]

    /// Writes the files of a running simulator; makes the folder if there is none.
    ///
    /// - Parameter simulator: the simulator.
    /// - Throws: `StateDirectoryError`; then `environment` is not there.
    public func write(_ simulator: Simulator) throws(StateDirectoryError) {
        let directory = try absolutePath()
        let files = StateFiles(simulator: simulator, directory: directory)
        // One that is left from an earlier run would promise files that are not there yet.
        unlink("\(directory)/environment")
        try write("aws-config", files.config, in: directory)
        try write("aws-credentials", files.credentials, in: directory)
        try write("kubeconfig", files.kubeconfig, in: directory)
        try write("answers.yaml", files.answers, in: directory)
        try write("environment", files.environment, in: directory)
    }

    /// Takes the files away, `environment` first; the folder stays.
    public func remove() {
        for name in Self.names.reversed() { unlink("\(path)/\(name)") }
    }

    private func absolutePath() throws(StateDirectoryError) -> String {
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw .cannotMake(path: path, reason: Self.reason)
        }
        guard let resolved = realpath(path, nil) else { throw .cannotMake(path: path, reason: Self.reason) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private func write(_ name: String, _ text: String, in directory: String) throws(StateDirectoryError) {
        let target = "\(directory)/\(name)"
        let draft = "\(directory)/.\(name).\(getpid())"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .cannotWrite(path: target, reason: Self.reason) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { systemWrite(file, $0) }
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                let reason = Self.reason
                close(file)
                unlink(draft)
                throw .cannotWrite(path: target, reason: reason)
            }
            bytes = bytes.dropFirst(count)
        }
        close(file)
        guard rename(draft, target) == 0 else {
            let reason = Self.reason
            unlink(draft)
            throw .cannotWrite(path: target, reason: reason)
        }
    }

    private static var reason: String { String(cString: strerror(errno)) }
}

/// The system's write; here because the name is taken where it is used.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(file, bytes.baseAddress, bytes.count)
}

/// Why the folder cannot be filled.
public enum StateDirectoryError: Error, Sendable, Hashable {
    /// The folder cannot be made or reached; the reason is the system's.
    case cannotMake(path: String, reason: String)
    /// A file cannot be written; the reason is the system's.
    case cannotWrite(path: String, reason: String)

    /// One sentence for people.
    public var sentence: String {
        switch self {
        case .cannotMake(let path, let reason): "Cannot use the folder \(path): \(reason)."
        case .cannotWrite(let path, let reason): "Cannot write \(path): \(reason)."
        }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The machine's files.
public struct MachineFiles: CredentialFiles {
    /// No file that credentials are read from is longer, in bytes.
    private static let limit = 4 << 20

    /// Creates access to the machine's files.
    public init() {}

    /// The bytes of a file of at most 4 MiB, or nil when there is none.
    public func read(_ path: String) throws(CredentialFileError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw MachineFiles.error(path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw MachineFiles.error(path) }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw CredentialFileError(path: path, reason: "Is a directory")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glue.read(descriptor, &buffer)
            if count < 0 {
                if errno == EINTR { continue }
                throw MachineFiles.error(path)
            }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= MachineFiles.limit else {
                throw CredentialFileError(path: path, reason: "Longer than \(MachineFiles.limit) bytes")
            }
        }
    }

    /// Writes beside the file, mode 0600, and renames.
    public func write(_ bytes: [UInt8], to path: String) throws(CredentialFileError) {
        try makeFolders(of: path)
        let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw MachineFiles.error(path) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glue.write(descriptor, UnsafeRawBufferPointer(rebasing: $0[written...]))
            }
            if count < 0 {
                if errno == EINTR { continue }
                let error = MachineFiles.error(path)
                close(descriptor)
                unlink(temporary)
                throw error
            }
            written += count
        }
        close(descriptor)
        guard rename(temporary, path) == 0 else {
            let error = MachineFiles.error(path)
            unlink(temporary)
            throw error
        }
    }

    private func makeFolders(of path: String) throws(CredentialFileError) {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += (folder.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
            if mkdir(folder, 0o700) != 0, errno != EEXIST { throw MachineFiles.error(folder) }
        }
    }

    private static func error(_ path: String) -> CredentialFileError {
        CredentialFileError(path: path, reason: String(cString: strerror(errno)))
    }
}

/// System calls whose names collide with methods here.
private enum Glue {
    static func read(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
        let count = buffer.count
        #if canImport(Glibc)
            return Glibc.read(descriptor, &buffer, count)
        #elseif canImport(Musl)
            return Musl.read(descriptor, &buffer, count)
        #else
            return Darwin.read(descriptor, &buffer, count)
        #endif
    }

    static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            return Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
            return Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            return Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file to which whole lines are added: each is there, on the disk, or nothing of it is.
///
/// A line that cannot be written whole is taken back to the length before. What a crash, or a program that knew no
/// better, left without its end stays as it is: the next line begins on a line of its own.
public struct LineFile: Sendable {
    /// The calls that change the file; a test puts a disk that fails in their place.
    public struct Calls: Sendable {
        /// Writes some bytes at the end: the number written, or -1 with `errno`.
        public var write: @Sendable (Int32, UnsafeRawBufferPointer) -> Int
        /// Brings the file to the disk: 0, or -1 with `errno`.
        public var sync: @Sendable (Int32) -> Int32
        /// Cuts the file to a length: 0, or -1 with `errno`.
        public var cut: @Sendable (Int32, Int) -> Int32

        /// Calls.
        public init(
            write: @escaping @Sendable (Int32, UnsafeRawBufferPointer) -> Int,
            sync: @escaping @Sendable (Int32) -> Int32, cut: @escaping @Sendable (Int32, Int) -> Int32
        ) {
            self.write = write
            self.sync = sync
            self.cut = cut
        }

        /// The system's.
        public static let system = Calls(
            write: { SystemCalls.writeSome($0, $1) }, sync: { SystemCalls.sync($0) },
            cut: { ftruncate($0, off_t($1)) })
    }

    /// The file.
    public let path: String
    private let calls: Calls

    /// A file; it is made when the first line is added.
    public init(_ path: String, calls: Calls = .system) {
        self.path = path
        self.calls = calls
    }

    /// Adds a line and returns when it is on the disk.
    ///
    /// One writer at a time: a second one's line could be cut off with a first one's half.
    ///
    /// - Parameter line: The line without its end; no line end stands in it.
    /// - Throws: `FileProblem`; then nothing of the line is in the file.
    public func append(_ line: [UInt8]) throws(FileProblem) {
        let file = try OwnFile.open(path, isAlone: false)
        defer { close(file) }
        let length = lseek(file, 0, SEEK_END)
        guard length >= 0 else { throw .system(.write, path) }
        var bytes = line + [UInt8(ascii: "\n")]
        if length > 0 {
            var last: UInt8 = 0
            guard pread(file, &last, 1, length - 1) == 1 else { throw .system(.write, path) }
            if last != UInt8(ascii: "\n") { bytes.insert(UInt8(ascii: "\n"), at: 0) }
        }
        let isWritten = SystemCalls.writeAll(file, bytes, with: calls.write) && calls.sync(file) == 0
        guard isWritten else {
            let problem = FileProblem.system(.write, path)
            // Where even this fails a torn line stays; the next one does not touch it.
            if calls.cut(file, Int(length)) == 0 { _ = calls.sync(file) }
            throw problem
        }
        if length == 0 { _ = SystemCalls.syncFolder(of: path) }
    }
}

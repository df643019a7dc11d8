#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Who a process is, as locks name it.
public struct ProcessIdentity: Hashable, Sendable {
    /// The process ID.
    public var pid: Int32
    /// The host's name.
    public var host: String

    /// An identity.
    public init(pid: Int32, host: String) {
        self.pid = pid
        self.host = host
    }

    /// This process.
    public static var current: ProcessIdentity {
        var name = [CChar](repeating: 0, count: 256)
        let host =
            gethostname(&name, name.count - 1) == 0
            ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : "this computer"
        return ProcessIdentity(pid: getpid(), host: host)
    }
}

import Wire

/// Who holds the lock of a setup.
public struct LockHolder: Hashable, Sendable {
    /// The process ID.
    public var pid: Int32
    /// The host.
    public var host: String
    /// Since when, ISO 8601.
    public var since: String

    /// The holder as it is written into the lock file.
    var json: JSONValue { ["pid": JSONValue(pid), "host": .string(host), "since": .string(since)] }

    init(pid: Int32, host: String, since: String) {
        self.pid = pid
        self.host = host
        self.since = since
    }

    init?(_ bytes: [UInt8]) {
        guard let value = try? JSONValue.parse(bytes), let pid = value["pid"]?.int, let host = value["host"]?.string
        else { return nil }
        self.init(pid: Int32(truncatingIfNeeded: pid), host: host, since: value["since"]?.string ?? "an unknown time")
    }
}

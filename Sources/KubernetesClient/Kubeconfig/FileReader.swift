/// Reads a file; nil when there is none.
public typealias FileReader = @Sendable (_ path: String) throws(FileFailure) -> [UInt8]?

/// Why a file that is there could not be read.
public struct FileFailure: Error, Hashable, Sendable {
    /// The system's words, without a full stop.
    public var reason: String

    /// A failure.
    public init(reason: String) {
        self.reason = reason
    }
}

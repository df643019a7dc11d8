import Synchronization

/// Where a program in a pod writes to.
struct PodOutput: Sendable {
    private let sink: @Sendable ([UInt8]) async -> Void

    /// Makes an output of a function that takes the bytes.
    init(_ sink: @escaping @Sendable ([UInt8]) async -> Void) {
        self.sink = sink
    }

    /// What is written here is lost.
    static let nowhere = PodOutput { _ in }

    /// Writes text as it is.
    func write(_ text: String) async {
        await write(Array(text.utf8))
    }

    /// Writes bytes as they are.
    func write(_ bytes: [UInt8]) async {
        guard !bytes.isEmpty else { return }
        await sink(bytes)
    }

    /// Writes a line.
    func line(_ text: String = "") async {
        await write(text + "\n")
    }
}

/// What programs have written, up to a limit.
final class OutputBuffer: Sendable {
    /// The most bytes that are kept; what comes later is lost.
    static let limit = 1 << 20
    private let bytes = Mutex<[UInt8]>([])

    /// What was written so far.
    var text: [UInt8] { bytes.withLock { $0 } }

    /// An output that ends up here.
    var output: PodOutput {
        PodOutput { [self] more in
            bytes.withLock { bytes in bytes += more.prefix(max(0, Self.limit - bytes.count)) }
        }
    }
}

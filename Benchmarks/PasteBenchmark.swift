import Terminal
import Wire

/// How long the decoder takes for a paste of a mebibyte, in the pieces that a terminal hands out.
enum PasteBenchmark {
    static let size = 1 << 20

    /// Milliseconds of processor time, several times.
    static func measure() -> JSONValue {
        let line = Array("arn:aws:iam::111122223333:role/ses-sender-role é中\r\n".utf8)
        var bytes = Array("\u{1B}[200~".utf8)
        while bytes.count < size { bytes += line }
        bytes = bytes.prefix(size) + Array("\u{1B}[201~".utf8)
        return .array((0..<9).map { _ in .number("\(milliseconds(bytes))") })
    }

    private static func milliseconds(_ bytes: [UInt8]) -> Double {
        let start = Benchmark.processorTime
        let now = ContinuousClock.now
        var decoder = KeyDecoder()
        var count = 0
        for begin in stride(from: 0, to: bytes.count, by: 4095) {
            count += decoder.decode(bytes[begin..<min(begin + 4095, bytes.count)], at: now).count
        }
        Kept.keep(count)
        return ((Benchmark.processorTime - start) * 100_000).rounded() / 100
    }
}

import Digest
import Synchronization

/// Where a world's ids, keys and tokens come from: the machine's random source, or a seed for repeatable tests.
public struct Randomness: Sendable {
    private let next: @Sendable (Int) -> [UInt8]

    /// Creates a source from a function that returns the wanted number of bytes.
    public init(_ next: @escaping @Sendable (Int) -> [UInt8]) {
        self.next = next
    }

    /// The machine's cryptographic random source.
    public static let machine = Randomness { SecureRandom.bytes($0) }

    /// A repeatable source for tests; never for anything that must not be guessed.
    public static func seeded(_ seed: UInt64) -> Randomness {
        let state = SeedState(seed)
        return Randomness { state.bytes($0) }
    }

    /// Returns this many random bytes.
    public func bytes(_ count: Int) -> [UInt8] {
        next(count)
    }

    /// Returns a text of characters picked from an alphabet.
    func text(_ count: Int, of alphabet: StaticString) -> String {
        let size = alphabet.utf8CodeUnitCount
        return String(
            decoding: bytes(count).map { byte in
                alphabet.withUTF8Buffer { $0[Int(byte) % size] }
            }, as: UTF8.self)
    }

    /// A unique id as IAM makes them: four letters that tell the kind, then 17 letters and digits.
    func iamID(_ prefix: String) -> String {
        prefix + text(17, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    }

    /// A random UUID in its usual form.
    func uuid() -> String {
        let digits: StaticString = "0123456789abcdef"
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, byte) in bytes(16).enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { text.append(0x2D) }
            let value =
                switch index {
                case 6: byte & 0x0F | 0x40
                case 8: byte & 0x3F | 0x80
                default: byte
                }
            digits.withUTF8Buffer {
                text.append($0[Int(value >> 4)])
                text.append($0[Int(value & 15)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// The state of a SplitMix64 generator.
private final class SeedState: Sendable {
    private let state: Mutex<UInt64>

    init(_ seed: UInt64) {
        state = Mutex(seed)
    }

    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state &+= 0x9E37_79B9_7F4A_7C15
                var mixed = state
                mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
                mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
                return UInt8(truncatingIfNeeded: (mixed ^ (mixed >> 31)) >> 24)
            }
        }
    }
}

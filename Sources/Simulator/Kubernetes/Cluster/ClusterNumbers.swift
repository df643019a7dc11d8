/// The cluster's source of ids and generated names: the same seed gives the same sequence (SplitMix64).
public struct ClusterNumbers: Sendable, RandomNumberGenerator {
    private var state: UInt64

    /// Starts a sequence.
    public init(seed: UInt64) {
        state = seed
    }

    /// The sequence's next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A version 4 UUID in lower case.
    public mutating func uuid() -> String {
        var digits: [Character] = []
        for position in 0..<32 {
            let digit =
                switch position {
                case 12: 4
                case 16: 8 + Int(next() % 4)
                default: Int(next() % 16)
                }
            if [8, 12, 16, 20].contains(position) { digits.append("-") }
            digits.append(Self.hexadecimal[digit])
        }
        return String(digits)
    }

    /// The random end of a generated name: `length` of the letters and digits that the API server uses, which
    /// leaves out vowels and digits that could be read as one.
    public mutating func suffix(_ length: Int = 5) -> String {
        String((0..<length).map { _ in Self.safe[Int(next() % UInt64(Self.safe.count))] })
    }

    private static let hexadecimal = Array("0123456789abcdef")
    private static let safe = Array("bcdfghjklmnpqrstvwxz2456789")
}

/// The number of an effect; answers carry it, and answers to abandoned effects are dropped by it.
public struct EffectID: Hashable, Sendable, CustomStringConvertible {
    /// Counts up from 1.
    public let number: Int

    /// An effect's number.
    public init(number: Int) { self.number = number }

    /// The number.
    public var description: String { "#\(number)" }
}

public import Calls

/// What a person asks of a plan besides the answers.
public struct PlanOptions: Hashable, Sendable {
    /// The sides that are planned; the others are left out.
    public var sides: Set<Side>
    /// Resources that others made and that may be changed all the same.
    public var takeOver: Set<ResourceAddress>
    /// Whether addresses that are not verified get one more mail.
    public var resend: Bool

    /// All sides, nothing taken over, no mail twice.
    public init(sides: Set<Side> = Set(Side.allCases), takeOver: Set<ResourceAddress> = [], resend: Bool = false) {
        self.sides = sides
        self.takeOver = takeOver
        self.resend = resend
    }
}

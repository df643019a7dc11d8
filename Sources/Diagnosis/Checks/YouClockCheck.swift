import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// This computer's clock is near AWS's.
    static let clock = Check(
        "clock", .you, "this computer's clock, beside AWS's",
        codes: ["CRED-CLOCK"],
        reads: { _ in [] },
        hints: { context in context.clockSides.map { .readClock($0) } },
        right: { context in "the clock is \(abs(context.skew ?? 0)) s off" },
        findings: { context in
            guard let skew = context.skew else { return [context.notLooked("CRED-CLOCK", .you, "AWS was not asked")] }
            guard abs(skew) > 60 else { return [] }
            return [context.clockFault(skew)]
        })
}

extension CheckContext {
    fileprivate var clockSides: [Side] { [.eks, .ses].filter { account(of: $0) != nil } }

    /// How many seconds AWS's clock is ahead, by the account that shows most; nil where none was asked.
    fileprivate var skew: Int? {
        clockSides.compactMap { seen[.clock($0)]?.value?.skewSeconds }.max { abs($0) < abs($1) }
    }

    /// AWS takes no signature that is more than five minutes off; below that it is a matter of time.
    fileprivate func clockFault(_ skew: Int) -> Finding {
        let isFault = abs(skew) > 300
        let minutes = abs(skew) >= 120 ? (abs(skew) / 60).counting("minute") : abs(skew).counting("second")
        return finding("CRED-CLOCK") {
            $0.status = isFault ? .fail : .note
            if !isFault { $0.title = "The clock of this computer is a little off." }
            $0.found = "\(minutes) \(skew > 0 ? "behind" : "ahead of") AWS"
            $0.place = "this computer"
            $0.brief = "the clock is \(minutes) \(skew > 0 ? "behind" : "ahead")"
            $0.evidence = clockSides.compactMap { side in
                (seen[.clock(side)]?.value).map {
                    evidence(.readClock(side), "skewSeconds", "\($0.skewSeconds)")
                }
            }
            $0.repair(commands: ["date -u"])
        }
    }
}

import AWSClient
import Calls
import Design
public import Diagnosis
import Setup
public import Wire

/// A link that stands otherwise than at the look before.
public struct LinkChange: Sendable {
    /// When it was seen.
    public let at: Timestamp
    /// How it stands now.
    public let now: LinkResult
    /// How it stood before.
    public let before: LinkResult.State

    /// A change.
    public init(at: Timestamp, now: LinkResult, before: LinkResult.State) {
        self.at = at
        self.now = now
        self.before = before
    }
}

extension SetupWork {
    /// How long is watched at most, in milliseconds.
    public static let watchLimit: Int64 = 3_600_000
    /// The time between two looks, in milliseconds.
    public static let watchPause: Int64 = 15_000

    /// Looks again and again until all is right, or, where it is from the beginning, until something is not.
    ///
    /// Only what is not right is asked again, and every tenth time all of it. Ends after an hour too, and when the task
    /// is cancelled.
    ///
    /// - Parameters:
    ///   - look: The first look.
    ///   - checks: The checks that count.
    ///   - tell: Called after every look with what changed since the one before.
    /// - Returns: The last look.
    public func watch(
        _ look: Examination, checks: [Check] = Checks.all,
        _ tell: @escaping @Sendable (Examination, [LinkChange]) -> Void
    ) async -> Examination {
        var last = look
        let wantsRed = look.diagnosis.isHealthy
        let start = context.clock.milliseconds
        var count = 0
        while context.clock.milliseconds - start < Self.watchLimit, last.diagnosis.isHealthy == wantsRed {
            await context.clock.watch(milliseconds: Self.watchPause)
            if Task.isCancelled { break }
            count += 1
            let next = await diagnose(
                look.diagnosis.subject, seen: kept(last, checks, all: wantsRed || count.isMultiple(of: 10)),
                checks: checks)
            if next.isStopped { break }
            let changes = zip(last.diagnosis.links, next.diagnosis.links).filter { $0.state != $1.state }
                .map { LinkChange(at: next.diagnosis.at, now: $1, before: $0.state) }
            last = next
            tell(next, changes)
        }
        return last
    }

    /// The answers that need not be asked for again.
    private func kept(_ look: Examination, _ checks: [Check], all: Bool) -> Observations {
        guard !all else { return Observations() }
        let open = Set(look.diagnosis.links.filter { $0.state != .right && $0.state != .risk }.map(\.link))
        let again = Doctor.reads(
            look.diagnosis.subject, look.seen, at: context.clock.now, checks: checks.filter { open.contains($0.link) })
        var kept = look.seen
        for call in again + callerReads { kept[call] = nil }
        return kept
    }
}

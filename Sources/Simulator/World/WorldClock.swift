import Synchronization
public import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The time in a world: the machine's, shifted, or a virtual one that only moves when told to.
public final class WorldClock: Sendable {
    private enum Reading {
        case machine(shift: Duration)
        case stopped(at: Timestamp)
    }

    private let reading: Mutex<Reading>
    private let lead = Mutex(0)

    private init(_ reading: Reading) {
        self.reading = Mutex(reading)
    }

    /// A clock that shows the machine's time.
    public static func machine() -> WorldClock {
        WorldClock(.machine(shift: .zero))
    }

    /// A clock that stands still until it is advanced.
    public static func virtual(startingAt start: Timestamp) -> WorldClock {
        WorldClock(.stopped(at: start))
    }

    /// The time in the world now.
    public var now: Timestamp { own.adding(seconds: lead.withLock { $0 }) }

    /// What the clock itself shows, without the lead by which a world is ahead of somebody whose clock is wrong.
    public var own: Timestamp {
        reading.withLock { reading in
            switch reading {
            case .machine(let shift): Self.shifted(shift)
            case .stopped(let instant): instant
            }
        }
    }

    /// Puts the clock's own time to a moment, from which it goes on as before.
    func put(to moment: Timestamp) {
        reading.withLock { reading in
            switch reading {
            case .machine: reading = .machine(shift: moment.duration(since: Self.machineTime()))
            case .stopped: reading = .stopped(at: moment)
            }
        }
    }

    /// Puts the world's time ahead of the clock by some seconds (behind it, for fewer than none), as AWS's is for somebody
    /// whose clock is wrong; instead of what was set before, not on top of it.
    func lead(by seconds: Int) {
        lead.withLock { $0 = seconds }
    }

    /// The last moment that a world sees; what expires later than it still has four digits of a year.
    public static let end = Timestamp(secondsSinceEpoch: 253_370_764_800)  // 9999-01-01

    /// Moves the world's time forward, on a machine clock as well, but never beyond its end.
    ///
    /// - Parameter seconds: how far; nothing happens for none or fewer.
    public func advance(seconds: Int) {
        reading.withLock { reading in
            switch reading {
            case .machine(let shift):
                reading = .machine(shift: shift + .seconds(Self.way(from: Self.shifted(shift), seconds)))
            case .stopped(let instant):
                reading = .stopped(at: instant.adding(seconds: Self.way(from: instant, seconds)))
            }
        }
    }

    /// How many of some seconds there are until the end.
    private static func way(from now: Timestamp, _ seconds: Int) -> Int {
        max(0, min(seconds, end.seconds(since: now)))
    }

    private static func shifted(_ shift: Duration) -> Timestamp { machineTime().adding(shift) }

    private static func machineTime() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(secondsSinceEpoch: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
    }
}

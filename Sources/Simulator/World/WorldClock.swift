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
        case machine(shift: Int)
        case stopped(at: Timestamp)
    }

    private let reading: Mutex<Reading>

    private init(_ reading: Reading) {
        self.reading = Mutex(reading)
    }

    /// A clock that shows the machine's time.
    public static func machine() -> WorldClock {
        WorldClock(.machine(shift: 0))
    }

    /// A clock that stands still until it is advanced.
    public static func virtual(startingAt start: Timestamp) -> WorldClock {
        WorldClock(.stopped(at: start))
    }

    /// The time in the world now.
    public var now: Timestamp {
        reading.withLock { reading in
            switch reading {
            case .machine(let shift): Self.machineTime().adding(seconds: shift)
            case .stopped(let instant): instant
            }
        }
    }

    /// Moves the world's time forward, on a machine clock as well.
    public func advance(seconds: Int) {
        reading.withLock { reading in
            switch reading {
            case .machine(let shift): reading = .machine(shift: shift + seconds)
            case .stopped(let instant): reading = .stopped(at: instant.adding(seconds: seconds))
            }
        }
    }

    private static func machineTime() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(secondsSinceEpoch: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
    }
}

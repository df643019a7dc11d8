import Wizard

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The person's clock, as the wizard's events carry it.
struct WallClock: Sendable {
    /// How far it is shown ahead of the computer's, in milliseconds: fewer than none after going back in time.
    var shift: Int64 = 0

    /// The moment it is.
    var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        var local = tm()
        localtime_r(&time.tv_sec, &local)
        return Moment(
            milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000 + shift,
            offset: Int32(local.tm_gmtoff))
    }
}

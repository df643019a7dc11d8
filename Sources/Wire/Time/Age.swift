extension Timestamp {
    /// How long ago it was, in words for reports: `9 days ago`, `3 hours ago`, `less than a minute ago`.
    ///
    /// - Parameter now: The moment from which it is seen.
    /// - Returns: The age; for a later moment that it lies ahead by this computer's clock.
    public func age(at now: Timestamp) -> String {
        let seconds = now.seconds(since: self)
        switch seconds {
        case ..<(-120): return "ahead of this computer's clock"
        case ..<60: return "less than a minute ago"
        case ..<3600: return "\((seconds / 60).counting("minute")) ago"
        case ..<172_800: return "\((seconds / 3600).counting("hour")) ago"
        default: return "\((seconds / 86_400).counting("day")) ago"
        }
    }
}

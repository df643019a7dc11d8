import Wire

/// Reads the times that tools write into credential files.
enum Expiration {
    /// ISO 8601 with any offset, or ending in `UTC` as the AWS CLI's caches have it.
    static func read(_ text: String) -> Timestamp? {
        if let time = Timestamp(iso8601: text) { return time }
        if text.hasSuffix("UTC") { return Timestamp(iso8601: text.dropLast(3) + "Z") }
        return nil
    }
}

/// The program's version.
enum Version {
    /// Semantic version.
    static let text = "1.0.0"
    /// The short form for Home.
    static let short = "1.0"
}

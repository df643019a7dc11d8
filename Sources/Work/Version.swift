/// The program's version.
public enum Version {
    /// Semantic version.
    public static let text = "1.0.0"
    /// The short form for Home.
    public static let short = "1.0"
}

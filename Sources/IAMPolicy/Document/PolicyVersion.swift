/// The language version of a policy document.
public enum PolicyVersion: String, Hashable, Sendable {
    /// The version of a document that names none; policy variables are plain text in it.
    case v2008 = "2008-10-17"
    /// The current version; policy variables such as `${aws:username}` are expanded.
    case v2012 = "2012-10-17"
}

/// The way out for one request.
public enum ProxyChoice: Hashable, Sendable {
    /// Straight to the host.
    case none
    /// As settings say for the host.
    case settings(ProxySettings)
    /// Through this proxy, whatever the host: a URL, credentials allowed.
    case url(String)
}

/// The proxies that a person's environment names, as values.
///
/// Lower case wins over upper case, as everywhere. Loopback and link-local hosts are never proxied.
public struct ProxySettings: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The proxy for `https` URLs; nil for none.
    public var https: String?
    /// The proxy for `http` URLs; nil for none.
    public var http: String?
    /// Hosts that are reached directly.
    public var exceptions: ProxyExceptions

    /// Proxies by scheme.
    public init(https: String? = nil, http: String? = nil, exceptions: ProxyExceptions = ProxyExceptions("")) {
        self.https = https
        self.http = http
        self.exceptions = exceptions
    }

    /// The proxies that `environment` names: `https_proxy`, `http_proxy`, `all_proxy`, `no_proxy` in both cases.
    ///
    /// - Parameter environment: the variables, injected; nothing is read from the process.
    public init(environment: [String: String]) {
        func value(_ name: String) -> String? {
            // A variable that is set but empty switches the proxy off, and hides the other spelling.
            environment[name] ?? environment[name.uppercased()]
        }
        func proxy(_ name: String) -> String? {
            guard let text = value(name) ?? value("all_proxy"), !text.isEmpty else { return nil }
            return text
        }
        self.init(
            https: proxy("https_proxy"), http: proxy("http_proxy"),
            exceptions: ProxyExceptions(value("no_proxy") ?? ""))
    }

    /// The proxy's URL for a host, or nil where the host is reached directly.
    ///
    /// - Parameters:
    ///   - scheme: `https` or `http`.
    ///   - host: name or address, IPv6 without brackets.
    ///   - port: the port.
    /// - Returns: the URL, with a scheme.
    public func proxy(scheme: String, host: String, port: Int) -> String? {
        guard let proxy = scheme == "https" ? https : http else { return nil }
        if HostKind.isLoopback(host) || HostKind.isMetadata(host) { return nil }
        if exceptions.cover(host: host, port: port) { return nil }
        return proxy.contains("://") ? proxy : "http://" + proxy
    }

    /// The proxies without their credentials.
    public var description: String {
        "ProxySettings(https: \(https.map(ProxySettings.masked) ?? "none"), "
            + "http: \(http.map(ProxySettings.masked) ?? "none"), except: \(exceptions.text))"
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A proxy's URL with user and password replaced, for people.
    public static func masked(_ url: String) -> String {
        guard let at = url.lastIndex(of: "@") else { return url }
        let rest = url[url.index(after: at)...]
        guard let scheme = url.firstRange(of: "://")?.upperBound else { return "***@" + rest }
        return url[..<scheme] + "***@" + rest
    }
}

/// The way out for one request.
public enum ProxyChoice: Hashable, Sendable {
    /// Straight to the host.
    case none
    /// As settings say for the host.
    case settings(ProxySettings)
    /// Through this proxy, whatever the host: a URL, credentials allowed.
    case url(String)
}

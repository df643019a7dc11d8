/// Where a request goes: the parts of an absolute `http` or `https` URL.
public struct HTTPTarget: Hashable, Sendable {
    /// `http` or `https`.
    public let scheme: String
    /// Name or address in lower case, IPv6 without brackets.
    public let host: String
    /// The port, the scheme's own when the URL names none.
    public let port: Int
    /// Everything from the path on, byte for byte; begins with `/`, `?` or is empty.
    public let pathAndQuery: String

    /// Reads a URL.
    ///
    /// - Throws: ``TransportError/invalidRequest(_:)`` when it is not absolute, not HTTP, not wholly percent-encoded,
    ///   or carries a fragment or credentials.
    public init(_ url: String) throws(TransportError) {
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            throw .invalidRequest("the URL holds characters that are not percent-encoded")
        }
        let rest: Substring
        if url.lowercased().hasPrefix("https://") {
            (scheme, rest) = ("https", url.dropFirst(8))
        } else if url.lowercased().hasPrefix("http://") {
            (scheme, rest) = ("http", url.dropFirst(7))
        } else {
            throw .invalidRequest("the URL does not begin with https://")
        }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        let authority = rest[..<end]
        guard !authority.contains("@") else { throw .invalidRequest("the URL holds a user name") }
        guard !rest.contains("#") else { throw .invalidRequest("the URL holds a fragment") }
        pathAndQuery = String(rest[end...])
        (host, port) = try Self.split(authority, scheme: scheme)
    }

    /// Host and port as they stand in a URL or `Host` field; the scheme's own port is left out.
    public var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (scheme == "https" ? 443 : 80) ? name : "\(name):\(port)"
    }

    private static func split(_ authority: Substring, scheme: String) throws(TransportError) -> (String, Int) {
        let name: Substring
        let tail: Substring
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]"), IPAddress(String(authority[...close])) != nil else {
                throw .invalidRequest("the URL's host is not an address")
            }
            name = authority[authority.index(after: authority.startIndex)..<close]
            tail = authority[authority.index(after: close)...]
        } else {
            let colon = authority.firstIndex(of: ":") ?? authority.endIndex
            name = authority[..<colon]
            tail = authority[colon...]
            guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) }) else {
                throw .invalidRequest("the URL's host is not a name")
            }
        }
        if tail.isEmpty || tail == ":" { return (name.lowercased(), scheme == "https" ? 443 : 80) }
        guard tail.hasPrefix(":"), tail.dropFirst().allSatisfy(\.isNumber), let port = Int(tail.dropFirst()),
            (1...65535).contains(port)
        else { throw .invalidRequest("the URL's port is not a number from 1 to 65535") }
        return (name.lowercased(), port)
    }
}

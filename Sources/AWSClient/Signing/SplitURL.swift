/// A URL cut into what a signature needs, without decoding anything.
struct SplitURL {
    /// Host and port, default ports cut off.
    let host: Substring
    /// The path as it goes on the wire; may be empty.
    let path: Substring
    /// The query as it goes on the wire, without the question mark.
    let query: Substring
    /// Everything before the question mark, at least with the path `/`.
    let beforeQuery: String

    /// Cuts an absolute URL.
    init(_ url: String) {
        let bytes = url.utf8
        var start = url.startIndex
        var isTLS = true
        if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), url[colon...].hasPrefix("://") {
            start = url.index(colon, offsetBy: 3)
            isTLS = url[..<colon].lowercased() == "https"
        }
        let rest = url[start...]
        let hostEnd =
            rest.utf8.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
            ?? url.endIndex
        var host = rest[..<hostEnd]
        let port = isTLS ? ":443" : ":80"
        if host.hasSuffix(port) { host = host.dropLast(port.count) }
        self.host = host
        let tail = rest[hostEnd...].prefix { $0 != "#" }
        let queryStart = tail.utf8.firstIndex(of: UInt8(ascii: "?")) ?? tail.endIndex
        path = tail[..<queryStart]
        query = queryStart == tail.endIndex ? "" : tail[tail.utf8.index(after: queryStart)...]
        beforeQuery = String(url[..<hostEnd]) + (path.isEmpty ? "/" : String(path))
    }
}

/// A URL cut into what a signature needs, without decoding anything.
struct SplitURL {
    /// Host and port, default ports cut off.
    let host: Substring
    /// The path as it goes on the wire; may be empty.
    let path: Substring
    /// The query as it goes on the wire, without the question mark.
    let query: Substring
    /// Cuts an absolute URL.
    init(_ url: String) {
        let bytes = url.utf8
        var start = bytes.startIndex
        var isTLS = true
        if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
            let rest = bytes[colon...].dropFirst()
            if rest.starts(with: "//".utf8) {
                start = bytes.index(colon, offsetBy: 3)
                let scheme = bytes[..<colon]
                isTLS =
                    scheme.elementsEqual("https".utf8)
                    || !scheme.elementsEqual("http".utf8)
                        && String(url[..<colon]).lowercased() == "https"
            }
        }
        let hostEnd =
            bytes[start...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
            ?? bytes.endIndex
        var host = bytes[start..<hostEnd]
        let port = isTLS ? ":443".utf8 : ":80".utf8
        if host.count > port.count, host.suffix(port.count).elementsEqual(port) { host = host.dropLast(port.count) }
        self.host = url[host.startIndex..<host.endIndex]
        let tail = bytes[hostEnd...]
        let end = tail.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
        let queryStart = bytes[hostEnd..<end].firstIndex(of: UInt8(ascii: "?")) ?? end
        path = url[hostEnd..<queryStart]
        query = queryStart == end ? "" : url[bytes.index(after: queryStart)..<end]
        beforeQueryEnd = queryStart
        self.url = url
    }

    /// Everything before the question mark, at least with the path `/`.
    var beforeQuery: String { String(url[..<beforeQueryEnd]) + (path.isEmpty ? "/" : "") }

    private let url: String
    private let beforeQueryEnd: String.Index
}

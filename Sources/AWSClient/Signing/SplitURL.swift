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
        var url = url
        let cuts = url.withUTF8 { Cuts($0) }
        func index(_ offset: Int) -> String.Index { url.utf8.index(url.utf8.startIndex, offsetBy: offset) }
        host = url[index(cuts.host.lowerBound)..<index(cuts.host.upperBound)]
        path = url[index(cuts.path.lowerBound)..<index(cuts.path.upperBound)]
        query = cuts.query.isEmpty ? "" : url[index(cuts.query.lowerBound)..<index(cuts.query.upperBound)]
        beforeQueryEnd = index(cuts.path.upperBound)
        self.url = url
    }

    /// Where a URL is cut, as offsets of its bytes; every request is cut, so each byte is looked at about once.
    private struct Cuts {
        var host: Range<Int>
        var path: Range<Int>
        var query: Range<Int>

        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            let all = 0..<bytes.count
            var start = 0
            var isTLS = true
            if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 2 < bytes.count,
                bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/")
            {
                start = colon + 3
                isTLS = colon == 5 && Cuts.holds(bytes, at: 0, "https")
            }
            let hostEnd =
                all[start...].first {
                    bytes[$0] == UInt8(ascii: "/") || bytes[$0] == UInt8(ascii: "?") || bytes[$0] == UInt8(ascii: "#")
                } ?? bytes.count
            let end = all[hostEnd...].first { bytes[$0] == UInt8(ascii: "#") } ?? bytes.count
            let pathEnd = (hostEnd..<end).first { bytes[$0] == UInt8(ascii: "?") } ?? end
            let port: StaticString = isTLS ? ":443" : ":80"
            let portStart = hostEnd - port.utf8CodeUnitCount
            host = start..<(portStart > start && Cuts.holds(bytes, at: portStart, port) ? portStart : hostEnd)
            path = hostEnd..<pathEnd
            query = min(pathEnd + 1, end)..<end
        }

        /// Whether a text in lower case stands at an offset, whatever the case of its letters.
        private static func holds(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, _ text: StaticString) -> Bool {
            text.withUTF8Buffer { text in
                text.indices.allSatisfy {
                    let byte = bytes[offset + $0]
                    return byte == text[$0] || byte >= 0x41 && byte <= 0x5A && byte | 0x20 == text[$0]
                }
            }
        }
    }

    /// Everything before the question mark, at least with the path `/`.
    var beforeQuery: String { String(url[..<beforeQueryEnd]) + (path.isEmpty ? "/" : "") }

    private let url: String
    private let beforeQueryEnd: String.Index
}

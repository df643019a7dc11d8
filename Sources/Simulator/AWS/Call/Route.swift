/// Method and path of a REST operation; `{name}` stands for one path segment.
struct Route: Sendable, ExpressibleByStringLiteral {
    /// The method.
    let method: String
    /// The segments of the template.
    let segments: [String]

    /// Reads `GET /clusters/{name}`.
    init(stringLiteral text: String) {
        let parts = text.split(separator: " ")
        method = parts.first.map(String.init) ?? ""
        segments = parts.last.map { $0.split(separator: "/").map(String.init) } ?? []
    }

    /// The values of the path's parts, decoded, if method and path fit the template.
    ///
    /// - Parameters:
    ///   - method: the method.
    ///   - path: the path's segments as they came, still encoded.
    /// - Returns: the values by name, nil where method or path do not fit.
    func match(method: String, path: [Substring]) -> [String: String]? {
        guard method == self.method, path.count == segments.count else { return nil }
        var values: [String: String] = [:]
        for (segment, found) in zip(segments, path) {
            if segment.hasPrefix("{") {
                values[String(segment.dropFirst().dropLast())] = Percent.text(found)
            } else if segment != found {
                return nil
            }
        }
        return values
    }
}
